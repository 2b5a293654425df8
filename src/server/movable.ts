// The part of the library by which a test moves a running mock.

import { check, type Problem } from '../validation/validation.js'
import type { MockServer, ScenarioHandle } from './mock-server-api.js'
import type { MockState, Registration } from './mock-state.js'
import { OptionsError } from './options.js'
import { clientContradictions, clientSchema, userSchema } from './options-registration-schema.js'

type Movable =
  | 'clients'
  | 'saveClient'
  | 'removeClient'
  | 'users'
  | 'saveUser'
  | 'removeUser'
  | 'exchanges'
  | 'flows'
  | 'clock'
  | 'scenario'
  | 'reset'
  | 'onExchange'
  | 'onNotice'

/** The methods that only the state is needed for. */
export function movable(state: MockState): Pick<MockServer, Movable> {
  return {
    clients: () => state.store.clients(),
    async saveClient(client) {
      const checked = check(clientSchema, client)
      const problems = checked.kind === 'bad' ? checked.problems : clientContradictions(checked.value)
      mustBeGood('client', problems)
      mustFit(await state.saveClient(client))
    },
    removeClient: state.removeClient,
    users: state.users,
    saveUser(user) {
      const checked = check(userSchema, user)
      mustBeGood('user', checked.kind === 'bad' ? checked.problems : [])
      mustFit(state.saveUser(user))
    },
    removeUser(email) {
      const result = state.removeUser(email)
      if (result === 'last') throw new RangeError('users: the mock needs at least one user')
      return result === 'removed'
    },
    exchanges: state.recorder.exchanges,
    flows: () => state.tied().map(state.viewFlow),
    clock: state.clock,
    scenario: scenarioHandle(state),
    reset: state.reset,
    onExchange: (listener) => state.recorder.listen(listener),
    onNotice: state.onNotice,
  }
}

function mustBeGood(what: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const named = problems.map(({ field, problem }) => ({
    field: field === '' ? what : `${what}.${field}`,
    problem,
  }))
  throw new OptionsError(named)
}

function mustFit(registration: Registration): void {
  if (registration.kind !== 'full') return
  const { limit, bound } = registration
  throw new RangeError(`${limit}: there are ${bound} already, which is bounds.${limit}`)
}

function scenarioHandle({ scenarios }: MockState): ScenarioHandle {
  return {
    get id() {
      return scenarios.forAll.id
    },
    get variant() {
      return scenarios.forAll.variant
    },
    get what() {
      return scenarios.forAll.what
    },
    get: scenarios.list,
    set: (choice) => scenarios.set(typeof choice === 'string' ? { id: choice } : choice),
  }
}
