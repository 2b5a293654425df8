// One exchange as the scenario in force wants it: the policy before the decision, the tampering after it.
import type { HttpReply, HttpRequest } from './protocol/message.js'
import type { Policy } from './protocol/policy.js'
import type { Outcome } from './recorder.js'
import type { ScenarioControl, Subject, Turn } from './scenario-control.js'
import { nameOfScenario } from './scenarios/index.js'
import type { Concern, TamperedReply } from './scenarios/scenario.js'

/** What is sent, and which scenario had a hand in it. */
export interface Ended {
  readonly sent: TamperedReply
  /** The name of the scenario, or null where the exchange is honest. */
  readonly scenario: string | null
}

export interface Play {
  /** The policy to decide by. */
  readonly policy: Policy
  /** What to send in the place of `honest`, which the mock decided with `outcome`. */
  end(honest: HttpReply, outcome: Outcome): Ended
}

/** Begins an exchange; `endpoint` is the id of the endpoint that will answer, or null. */
export type Stage = (request: HttpRequest, endpoint: string | null) => Play | Promise<Play>

export interface StageParts {
  readonly control: ScenarioControl
  /** Without the changes of any scenario. */
  readonly policy: Policy
  /** Whose request it is; asked only while something is in force for some users or logins. */
  readonly subjectOf: (request: HttpRequest, endpoint: string | null) => Promise<Subject>
  readonly rotateKeys: () => Promise<void>
}

const nobody: Subject = { user: null, login: null }

/** The ids of the endpoints that belong to a part of the service. */
export const places: Readonly<Record<Concern, RegExp>> = {
  authorize: /^oauth-authorize$/,
  token: /^oauth-token$/,
  api: /^(?:api|stub)-/,
}

export function createStage({ control, policy, subjectOf, rotateKeys }: StageParts): Stage {
  return (request, endpoint) => {
    if (control.needsSubject) return beginFor(request, endpoint)
    return begin(control.choose(nobody), request, endpoint)
  }

  async function beginFor(request: HttpRequest, endpoint: string | null): Promise<Play> {
    return begin(control.choose(await subjectOf(request, endpoint)), request, endpoint)
  }

  function begin(turn: Turn, request: HttpRequest, endpoint: string | null): Play | Promise<Play> {
    const { scenario } = turn
    const changes = Object.keys(scenario.policy).length > 0
    if (scenario.concerns === null || !(changes || scenario.rotatesKeys)) {
      const own = changes ? { ...policy, ...scenario.policy } : policy
      return playOf(turn, own, request, endpoint)
    }
    const isHere = request.method === 'POST' && places[scenario.concerns].test(endpoint ?? '')
    // What works before the decision is counted before it: parallel requests must not all have the last use.
    if (!isHere || !turn.take()) return honestPlay(policy)
    const play = earlyPlay(turn, { ...policy, ...scenario.policy })
    return scenario.rotatesKeys ? rotateKeys().then(() => play) : play
  }
}

/** The play of an exchange that no scenario concerns. */
export function honestPlay(policy: Policy): Play {
  return { policy, end: (honest) => ({ sent: honest, scenario: null }) }
}

/** The scenario has done its part already; a refused request gives its use back. */
function earlyPlay(turn: Turn, policy: Policy): Play {
  return {
    policy,
    end(honest, outcome) {
      if (outcome.kind === 'granted') return { sent: honest, scenario: nameOfScenario(turn.scenario) }
      turn.giveBack()
      return { sent: honest, scenario: null }
    },
  }
}

function playOf(turn: Turn, policy: Policy, request: HttpRequest, endpoint: string | null): Play {
  const { scenario } = turn
  return {
    policy,
    end(honest, outcome) {
      const sent = scenario.tamper(honest, { endpoint, request })
      const hasHand = sent !== honest || (outcome.forgiven && scenario.policy.forgiving === true)
      if (!hasHand || !turn.take()) return { sent: honest, scenario: null }
      return { sent, scenario: nameOfScenario(scenario) }
    },
  }
}
