// Everything that answers a request, wired together: the scenario, the service, and the admin interface.
import { accessRules } from './admin-rules.js'
import { type AnswerRequest, createAnswer } from './answer.js'
import { createAdmin, isAdminCall } from './answer-admin.js'
import type { MockState } from './mock-state.js'
import type { Settings } from './options.js'
import { createStage, type Stage } from './stage.js'
import { subjectOf } from './subject.js'
import type { TokenIssuer } from './tokens/issuer.js'

export interface Wires {
  readonly settings: Settings
  readonly state: MockState
  readonly tokens: TokenIssuer
  readonly adminToken: string | null
  /** Told about every exception, which the client sees as a bare 500. */
  readonly onFault: (fault: unknown) => void
}

const thisMachine = { loopback: true } as const

/** Answers every request: those below `/_mock/` by the admin interface, all others as the service. */
export function wireAnswer(wires: Wires): AnswerRequest {
  const service = serviceOf(wires)
  const admin = adminOf(wires)
  return (request, damage = null, caller = thisMachine) =>
    isAdminCall(request) ? admin(request, damage, caller) : service(request, damage, caller)
}

function serviceOf(wires: Wires): AnswerRequest {
  const { settings, state, tokens, onFault } = wires
  const { policy, organization, names, prefixes, stubs } = settings
  const { ports, users, recorder, wait } = state
  return createAnswer({
    policy,
    ports,
    // Read anew for each request: a reset begins a new store.
    get store() {
      return state.store
    },
    tokens,
    users,
    organization,
    names,
    prefixes,
    stubs,
    recorder,
    stage: stageOf(wires),
    wait,
    onFault,
  })
}

function stageOf({ settings, state, tokens }: Wires): Stage {
  const { scenarios, users } = state
  return createStage({
    control: scenarios,
    policy: settings.policy,
    subjectOf: (request, endpoint) => subjectOf(request, endpoint, { store: state.store, tokens, users }),
    rotateKeys: () => tokens.rotate(),
    changeToken: (text, change, elsewhere) => tokens.changed(text, change, elsewhere),
    now() {
      const { now, ahead } = state.clock.read()
      return now - ahead
    },
    issuer: settings.names.issuer,
  })
}

function adminOf({ settings, state, tokens, adminToken, onFault }: Wires) {
  return createAdmin({
    mock: {
      state,
      unknownScopes: settings.policy.unknownScopes,
      rotateKeys: () => tokens.rotate(),
      publicKeys: () => tokens.publicKeys(),
    },
    rules: () => accessRules(settings, adminToken),
    onFault,
  })
}
