// The same answer more than once.
import type { Operation, Stage } from './operation.js'

async function repeated(stage: Stage, headers: Readonly<Record<string, string>>): Promise<void> {
  await stage.bring({ url: stage.answer, role: 'repeated', headers })
}

const reload = { 'cache-control': 'max-age=0' }

export const replay: Readonly<Record<string, Operation>> = {
  async reloaded(stage) {
    const login = await stage.bring({ url: stage.answer })
    await stage.settled()
    await repeated(stage, reload)
    return login
  },

  async back(stage) {
    const login = await stage.bring({ url: stage.answer })
    await stage.rest()
    await repeated(stage, {})
    return login
  },

  async 'second-tab'(stage) {
    const [login] = await Promise.all([stage.bring({ url: stage.answer }), repeated(stage, {})])
    return login
  },

  async 'same-state-new-code'(stage) {
    const login = await stage.bring({ url: stage.answer })
    await stage.rest()
    const url = await stage.renewed()
    if (url !== null) await stage.bring({ url, role: 'renewed' })
    return login
  },

  async prefetched(stage) {
    const headers = { 'sec-purpose': 'prefetch', purpose: 'prefetch' }
    const first = await stage.bring({ url: stage.answer, role: 'early', headers })
    await stage.rest()
    const login = await stage.bring({ url: stage.answer })
    return login.callback.answer.kind === 'answered' ? login : first
  },
}
