// Transcripts in, findings out. A check that throws is one finding; the others go on.
import type { ClientKind, Transcript } from '../transcript.js'
import type { Check, Profile, Tools } from './checks/check.js'
import { clauses } from './clauses.js'
import type { Finding, FindingOccurrence } from './finding.js'
import { highest, highestPossible, levelOf } from './levels.js'
import type { Verdict } from './verdict.js'

export interface JudgeRequest {
  readonly checks: readonly Check[]
  readonly transcripts: readonly Transcript[]
  readonly kind: ClientKind
  readonly profile: Profile
  readonly tools: Tools
  /** Why nothing can be judged at all, or null: no authorize request was ever seen, say. */
  readonly nothingSeen: string | null
}

type Part = Pick<Finding, 'outcome' | 'level' | 'occurrences' | 'reason'>

/** The transcripts that a check reads: the control stands in for `honest`, whichever scenario it was. */
function transcriptsFor(check: Check, all: readonly Transcript[]): readonly Transcript[] {
  const control =
    all.find(({ scenario }) => scenario === 'forgiving') ?? all.find(({ scenario }) => scenario === 'honest')
  return all.filter((transcript) => {
    if (transcript.scenario === 'honest' || transcript.scenario === 'forgiving') {
      return transcript === control && check.scenarios.includes('honest')
    }
    return check.scenarios.some((id) => id === transcript.scenario)
  })
}

function failed(check: Check, verdict: Extract<Verdict, { outcome: 'fail' }>, request: JudgeRequest): Part {
  const occurrences = verdict.occurrences.map((occurrence): FindingOccurrence => {
    const reason = check.reasons[occurrence.reason]
    if (!reason)
      throw new Error(`the check gave the reason "${occurrence.reason}", which it does not declare`)
    const { scenario, variant, exchange, parameter } = occurrence.where
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
    }
  })
  const levels = occurrences.flatMap(({ level }) => (level === null ? [] : [level]))
  return { outcome: 'fail', level: highest(levels), occurrences, reason: null }
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

function judged(check: Check, transcripts: readonly Transcript[], request: JudgeRequest): Part {
  if (!check.kinds.includes(request.kind)) {
    return {
      outcome: 'not-applicable',
      level: null,
      occurrences: [],
      reason: `it does not apply to clients of kind ${request.kind}`,
    }
  }
  if (request.nothingSeen !== null) return notJudged(check, request.nothingSeen, request)
  const verdict = check.judge(transcripts, request.tools)
  if (verdict.outcome === 'fail') return failed(check, verdict, request)
  if (verdict.outcome === 'pass') return passed(verdict)
  if (verdict.outcome === 'inconclusive') return notJudged(check, verdict.reason, request)
  return { outcome: 'not-applicable', level: null, occurrences: [], reason: verdict.reason }
}

function part(check: Check, transcripts: readonly Transcript[], request: JudgeRequest): Part {
  try {
    return judged(check, transcripts, request)
  } catch (error) {
    const reason = `the check itself failed: ${error instanceof Error ? error.message : String(error)}`
    return { outcome: 'kit-error', level: null, occurrences: [], reason }
  }
}

/** One finding per check, in the order given. */
export function judge(request: JudgeRequest): readonly Finding[] {
  return request.checks.map((check): Finding => {
    const transcripts = transcriptsFor(check, request.transcripts)
    return {
      check: check.id,
      phase: check.phase,
      ...part(check, transcripts, request),
      title: check.title,
      why: check.why,
      rule: check.rule,
      clauses: check.clauses.map((id) => {
        const { document, section, keyword, url } = clauses[id]
        return { document, section, keyword, url }
      }),
      fix: check.fix,
      seenOnForgivingServer: transcripts.some(({ forgiving }) => forgiving),
    }
  })
}
