// The mock without sockets, with a scenario in force, and a login through it.
import type { HttpRequest } from '../../src/server/protocol/message.js'
import { createScenarioControl, type ScenarioChoice } from '../../src/server/scenario-control.js'
import { createStage } from '../../src/server/stage.js'
import { fakeStart } from './fake-ports.js'
import { authorizeRequest, codeOf, publicClient, tokenRequest } from './login.js'
import { mockWith } from './mock.js'
import { postForm, requestFor } from './requests.js'

/** `login` gives the members of the token answer; `code` a code that nobody redeemed. */
export function scenarioMock(choice: string | ScenarioChoice) {
  const control = createScenarioControl([typeof choice === 'string' ? { id: choice } : choice])
  const plain = mockWith()
  const stage = createStage({
    control,
    policy: plain.parts.policy,
    subjectOf: async () => ({ user: null, login: null }),
    rotateKeys: () => plain.parts.tokens.rotate(),
    changeToken: (text, change, elsewhere) => plain.parts.tokens.changed(text, change, elsewhere),
    now: () => fakeStart,
    issuer: null,
  })
  const { tokens, store, ports } = plain.parts
  const mock = mockWith({ stage, tokens, store, ports, wait: async () => {} })
  const code = async () => codeOf(await mock.ask(authorizeRequest()))
  return {
    ...mock,
    ports: plain.ports,
    store,
    control,
    code,
    async login(): Promise<Readonly<Record<string, unknown>>> {
      return JSON.parse((await mock.ask(tokenRequest(await code()))).body)
    },
    refresh: (token: string) =>
      mock.ask(
        postForm('/oauth/token', {
          grant_type: 'refresh_token',
          refresh_token: token,
          client_id: publicClient.id,
        }),
      ),
    call: (token: unknown, path = '/api/v2/users/me', changes: Partial<HttpRequest> = {}) =>
      mock.ask({ ...requestFor('GET', path, [['Authorization', `Bearer ${token}`]]), ...changes }),
  }
}
