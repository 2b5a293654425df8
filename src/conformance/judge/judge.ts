// Transcripts in, findings out. A check that throws is one finding; the others go on.
import type { ClientKind, Transcript } from '../transcript.js'
import { beyondReach } from './beyond-reach.js'
import type { Check, Profile, Tools } from './checks/check.js'
import { clauses } from './clauses.js'
import { controlIn } from './controls.js'
import type { Finding, FindingOccurrence } from './finding.js'
import { highest, highestPossible, levelOf } from './levels.js'
import { isControl } from './plan.js'
import { isReadBy } from './reads.js'
import type { Verdict } from './verdict.js'
import { withoutSecrets } from './without-secrets.js'

export interface JudgeRequest {
  readonly checks: readonly Check[]
  readonly transcripts: readonly Transcript[]
  readonly kind: ClientKind
  readonly profile: Profile
  readonly tools: Tools
  /** Why nothing can pass, or null: no authorize request was ever seen, say. */
  readonly nothingSeen: string | null
  /** Why the client cannot be run on this machine at all; absent: it can. */
  readonly beyondThisMachine?: string | null
}

type Part = Pick<Finding, 'outcome' | 'level' | 'occurrences' | 'reason'> & { readonly phase?: string }

/** The transcripts that a check reads: the control stands in for `honest`, whichever scenario it was. */
function transcriptsFor(check: Check, all: readonly Transcript[]): readonly Transcript[] {
  if (check.acrossRuns) return all
  const isRead = ({ scenario: id, variant }: Transcript) => isReadBy(check, { id, variant })
  if (check.acrossLogins) return all.filter(isRead)
  const control = controlIn(all)
  return all.filter((transcript) => {
    if (transcript.scenario === 'honest' || transcript.scenario === 'forgiving') {
      return transcript === control && check.scenarios.includes('honest')
    }
    return isRead(transcript)
  })
}

type Failure = Extract<Verdict, { outcome: 'fail' }>

/** The one phase in which all of it was seen; that of the check where there is none. */
function phaseOf(check: Check, { occurrences: [first, ...others] }: Failure): string {
  const phase = first.phase ?? check.phase
  return others.every((other) => (other.phase ?? check.phase) === phase) ? phase : check.phase
}

function failed(check: Check, verdict: Failure, request: JudgeRequest): Part {
  const shared = phaseOf(check, verdict)
  const occurrences = verdict.occurrences.map((occurrence): FindingOccurrence => {
    const reason = check.reasons[occurrence.reason]
    if (!reason)
      throw new Error(`the check gave the reason "${occurrence.reason}", which it does not declare`)
    const { scenario, variant, exchange, parameter } = occurrence.where
    const phase = occurrence.phase ?? check.phase
    return {
      reason: occurrence.reason,
      what: reason.what,
      scenario,
      variant,
      expected: occurrence.expected,
      actual: occurrence.actual,
      diagnosis: occurrence.diagnosis ?? null,
      where: { exchange, parameter },
      level: levelOf(reason.level, request.kind, request.profile),
      fix: occurrence.fix ?? reason.fix ?? null,
      ...(phase === shared ? {} : { phase }),
    }
  })
  const levels = occurrences.flatMap(({ level }) => (level === null ? [] : [level]))
  return { outcome: 'fail', phase: shared, level: highest(levels), occurrences, reason: null }
}

function passed(verdict: Extract<Verdict, { outcome: 'pass' }>): Part {
  const occurrences = verdict.evidence.map(({ where, actual }): FindingOccurrence => {
    const { scenario, variant, exchange, parameter } = where
    return {
      reason: null,
      what: null,
      scenario,
      variant,
      expected: null,
      actual,
      diagnosis: null,
      where: { exchange, parameter },
      level: null,
      fix: null,
    }
  })
  return { outcome: 'pass', level: null, occurrences, reason: null }
}

function notJudged(check: Check, reason: string, request: JudgeRequest): Part {
  return {
    outcome: 'inconclusive',
    level: highestPossible(check, request.kind, request.profile),
    occurrences: [],
    reason,
  }
}

/**
 * The other undisturbed logins of the run. Some faults show only now and then, a + in a challenge say: a passive
 * check that finds nothing in the control looks for one in these.
 */
function otherLogins(check: Check, read: readonly Transcript[], all: readonly Transcript[]) {
  if (check.acrossLogins || !check.scenarios.every(isControl)) return []
  return all.filter((transcript) => isControl(transcript.scenario) && !read.includes(transcript))
}

/** A verdict, and the transcripts on which it was passed. */
interface Judgement {
  readonly verdict: Verdict
  readonly read: readonly Transcript[]
}

function judgementOf(check: Check, request: JudgeRequest): Judgement {
  const read = transcriptsFor(check, request.transcripts)
  const judgeOn = (transcripts: readonly Transcript[]): Judgement => ({
    // A client can put a secret anywhere: whatever a check says, nothing secret leaves it.
    verdict: withoutSecrets(check.judge(transcripts, request.tools), transcripts, request.tools),
    read: transcripts,
  })
  const first = judgeOn(read)
  const others = otherLogins(check, read, request.transcripts).map((transcript) => judgeOn([transcript]))
  return withFaultsOf(others, first)
}

/** What the control shows, and the faults besides that only another undisturbed login shows. */
function withFaultsOf(others: readonly Judgement[], first: Judgement): Judgement {
  return others.reduce<Judgement>((known, { verdict, read }) => {
    if (verdict.outcome !== 'fail') return known
    if (known.verdict.outcome !== 'fail') return { verdict, read }
    const told = new Set(known.verdict.occurrences.map(({ reason }) => reason))
    const added = verdict.occurrences.filter(({ reason }) => !told.has(reason))
    if (added.length === 0) return known
    const [one, ...more] = known.verdict.occurrences
    return {
      verdict: { outcome: 'fail', occurrences: [one, ...more, ...added] },
      read: [...known.read, ...read],
    }
  }, first)
}

function outcomeOf(check: Check, verdict: Verdict, request: JudgeRequest): Part {
  // A fault that was seen is a fault, also where no login was: a client that asks for a password begins none.
  if (verdict.outcome === 'fail') return failed(check, verdict, request)
  if (request.nothingSeen !== null) return notJudged(check, request.nothingSeen, request)
  if (verdict.outcome === 'pass') return passed(verdict)
  if (verdict.outcome === 'inconclusive') {
    const beyond = beyondReach(request.transcripts)
    return beyond === null ? notJudged(check, verdict.reason, request) : notApplicable(beyond)
  }
  return notApplicable(verdict.reason)
}

function notApplicable(reason: string): Part {
  return { outcome: 'not-applicable', level: null, occurrences: [], reason }
}

type JudgedPart = Part & Pick<Finding, 'seenOnForgivingServer'>

function judged(check: Check, request: JudgeRequest): JudgedPart {
  if (!check.kinds.includes(request.kind)) {
    const reason = `it does not apply to clients of kind ${request.kind}`
    return { ...notApplicable(reason), seenOnForgivingServer: false }
  }
  const beyond = request.beyondThisMachine ?? null
  if (beyond !== null) return { ...notApplicable(beyond), seenOnForgivingServer: false }
  const { verdict, read } = judgementOf(check, request)
  return {
    ...outcomeOf(check, verdict, request),
    seenOnForgivingServer: read.some(({ forgiving }) => forgiving),
  }
}

function part(check: Check, request: JudgeRequest): JudgedPart {
  try {
    return judged(check, request)
  } catch (error) {
    const reason = `the check itself failed: ${error instanceof Error ? error.message : String(error)}`
    return { outcome: 'kit-error', level: null, occurrences: [], reason, seenOnForgivingServer: false }
  }
}

/** One finding per check, in the order given. */
export function judge(request: JudgeRequest): readonly Finding[] {
  return request.checks.map(
    (check): Finding => ({
      check: check.id,
      phase: check.phase,
      ...part(check, request),
      title: check.title,
      why: check.why,
      rule: check.rule,
      clauses: check.clauses.map((id) => {
        const { document, section, keyword, url } = clauses[id]
        return { document, section, keyword, url }
      }),
      fix: check.fix,
    }),
  )
}
