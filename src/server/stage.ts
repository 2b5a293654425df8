// One exchange as the scenario in force wants it: the policy before the decision, the tampering after it.
import type { SentReply } from './protocol/delivery.js'
import type { HttpReply, HttpRequest } from './protocol/message.js'
import { otherHostOf } from './protocol/other-host.js'
import type { Policy } from './protocol/policy.js'
import { noQuirks, type Quirks } from './protocol/quirks.js'
import type { TokenChange } from './protocol/token-change.js'
import type { Outcome } from './recorder.js'
import type { ScenarioControl, Subject, Turn } from './scenario-control.js'
import { type ChosenScenario, nameOfScenario } from './scenarios/index.js'
import type { Concern } from './scenarios/scenario.js'
import { givesToken, withMembers } from './tampering/instead.js'

/** What is sent, and which scenario had a hand in it. */
export interface Ended {
  readonly sent: SentReply
  /** The name of the scenario, or null where the exchange is honest. */
  readonly scenario: string | null
}

export interface Play {
  /** The policy to decide by. */
  readonly policy: Policy
  /** What is made in another form; absent: nothing. */
  readonly quirks?: Quirks
  /** Whatever is granted must leave nothing behind. */
  readonly leavesNoTrace?: boolean
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
  /** Another token made of one that was just issued; null for a token that is not signed. */
  readonly changeToken: (text: string, change: TokenChange, elsewhere: string) => string | null
  /** The time outside, in milliseconds since 1970. */
  readonly now: () => number
  /** The issuer that the options fix, or null. */
  readonly issuer: string | null
}

const nobody: Subject = { user: null, login: null }

/** The ids of the endpoints that belong to a part of the service. */
export const places: Readonly<Record<Concern, RegExp>> = {
  authorize: /^oauth-authorize$/,
  token: /^oauth-token$/,
  api: /^(?:api|stub)-/,
  metadata: /^well-known-oauth-authorization-server$/,
  revocation: /^oauth-revoke$/,
}

/** The play of an exchange that no scenario concerns. */
export function honestPlay(policy: Policy): Play {
  return { policy, end: (honest) => ({ sent: honest, scenario: null }) }
}

/** What happens is settled before the decision: then the use is counted before it, too. */
function isEarly({ policy, quirks, rotatesKeys, takesBack, tamper, token }: ChosenScenario): boolean {
  const changesAnswers = tamper !== null || token !== null
  const changesDecisions = Object.keys(policy).length + Object.keys(quirks).length > 0
  return takesBack || rotatesKeys || (changesDecisions && !changesAnswers)
}

function concernsRequest(scenario: ChosenScenario, request: HttpRequest, endpoint: string | null): boolean {
  if (endpoint === null || request.method === 'OPTIONS') return false
  return scenario.concerns.some((concern) => places[concern].test(endpoint))
}

export function createStage(parts: StageParts): Stage {
  const { control, policy } = parts
  const honest = honestPlay(policy)

  async function beginFor(request: HttpRequest, endpoint: string | null): Promise<Play> {
    return begin(control.choose(await parts.subjectOf(request, endpoint)), request, endpoint)
  }

  function begin(turn: Turn, request: HttpRequest, endpoint: string | null): Play | Promise<Play> {
    const { scenario } = turn
    if (scenario.id === 'honest') return honest
    const everywhere = scenario.concerns.length === 0
    if (!everywhere && !concernsRequest(scenario, request, endpoint)) return honest
    const settings = {
      policy: { ...policy, ...scenario.policy },
      quirks: { ...noQuirks, ...scenario.quirks },
    }
    if (!scenario.isFor(request)) return { ...honest, ...settings }
    const change = changeFor(scenario, request, endpoint)
    if (everywhere || !isEarly(scenario)) return { ...settings, end: lateEnd(turn, change) }
    // What works before the decision is counted before it: parallel requests must not all have the last use.
    if (!turn.take()) return honest
    const play = { ...settings, leavesNoTrace: scenario.takesBack, end: earlyEnd(turn, change) }
    return scenario.rotatesKeys ? parts.rotateKeys().then(() => play) : play
  }

  /** What the scenario makes of an honest reply to `request`; the same object where it changes nothing. */
  function changeFor(scenario: ChosenScenario, request: HttpRequest, endpoint: string | null) {
    return (reply: HttpReply): SentReply => {
      const about = { endpoint, request, at: parts.now(), issuer: parts.issuer }
      const made = scenario.token === null ? reply : withToken(reply, scenario.token, about)
      return scenario.tamper === null ? made : scenario.tamper(made, about)
    }
  }

  function withToken(
    reply: HttpReply,
    change: TokenChange,
    about: { readonly endpoint: string | null; readonly request: HttpRequest },
  ): HttpReply {
    if (!givesToken(reply, about)) return reply
    return withMembers(reply, (members) => {
      const { access_token: text } = members
      const made =
        typeof text === 'string' ? parts.changeToken(text, change, otherHostOf(about.request.origin)) : null
      return made === null ? members : { ...members, access_token: made }
    })
  }

  return (request, endpoint) => {
    if (control.needsSubject) return beginFor(request, endpoint)
    return begin(control.choose(nobody), request, endpoint)
  }
}

/** The use is counted where the scenario turns out to have a hand in the answer. */
function lateEnd(turn: Turn, change: (honest: HttpReply) => SentReply): Play['end'] {
  const { scenario } = turn
  return (honest, outcome) => {
    const sent = change(honest)
    const hasHand = sent !== honest || (outcome.forgiven && scenario.policy.forgiving === true)
    if (!hasHand || !turn.take()) return { sent: honest, scenario: null }
    return { sent, scenario: nameOfScenario(scenario) }
  }
}

/** The use is counted already; a request that the scenario had no hand in gives it back. */
function earlyEnd(turn: Turn, change: (honest: HttpReply) => SentReply): Play['end'] {
  const { scenario } = turn
  return (honest, outcome) => {
    const sent = change(honest)
    if (sent !== honest || (scenario.tamper === null && outcome.kind === 'granted')) {
      return { sent, scenario: nameOfScenario(scenario) }
    }
    turn.giveBack()
    return { sent: honest, scenario: null }
  }
}
