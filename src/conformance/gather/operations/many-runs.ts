// Several logins of one client: in turn, at once, or the older one finished first.
import type { Operation, Stage } from './operation.js'

/** Logins besides the first one. */
const more = 2

async function loginInNewBrowser(stage: Stage): Promise<void> {
  const browser = stage.newBrowser()
  const url = await stage.another(browser)
  if (url === null) return
  await stage.bring({ url, browser })
  await stage.rest()
}

export const manyRuns: Readonly<Record<string, Operation>> = {
  async 'in-turn'(stage) {
    const login = await stage.bring({ url: stage.answer })
    await stage.rest()
    for (let count = 0; count < more; count++) await loginInNewBrowser(stage)
    return login
  },

  async 'at-once'(stage) {
    const others = Array.from({ length: more }, () => loginInNewBrowser(stage))
    const login = await stage.bring({ url: stage.answer })
    await Promise.all(others)
    return login
  },

  async 'older-first'(stage) {
    const newer = await stage.another(null)
    const login = await stage.bring({ url: stage.answer })
    await stage.rest()
    if (newer !== null) await stage.bring({ url: newer })
    return login
  },
}
