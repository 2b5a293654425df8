// Which runs in shared apps a verdict would rest on that is no pass: they are repeated before anything is said.
import type { Check, Profile, Tools } from './judge/checks/check.js'
import { controlIn } from './judge/controls.js'
import { judge } from './judge/judge.js'
import { isReadBy } from './judge/reads.js'
import type { ClientKind, PlannedScenario, Transcript } from './transcript.js'

export interface Doubt {
  readonly checks: readonly Check[]
  readonly kind: ClientKind
  readonly profile: Profile
  readonly tools: Tools
}

/** The closing control has not run yet: until then, the client is taken to work as it did in the first one. */
function withClosing(transcripts: readonly Transcript[]): readonly Transcript[] {
  const control = controlIn(transcripts)
  return control === undefined ? [] : [...transcripts, { ...control, scenario: 'honest-again' }]
}

/**
 * Those of `shared` in which a check found a fault, or which it reads and could not judge. What is computed from all
 * logins together is left out: that a verifier came true proves itself, wherever it was made.
 */
export function doubtful(
  transcripts: readonly Transcript[],
  shared: ReadonlySet<Transcript>,
  { checks, kind, profile, tools }: Doubt,
): readonly Transcript[] {
  const asked = checks.filter((check) => check.kinds.includes(kind) && check.acrossLogins !== true)
  const all = withClosing(transcripts)
  const findings = judge({ checks: asked, transcripts: all, kind, profile, tools, nothingSeen: null })
  const isRead = (check: Check | undefined, run: PlannedScenario) =>
    check !== undefined && (check.acrossRuns === true || isReadBy(check, run))
  const isDoubted = ({ scenario, variant }: Transcript) =>
    findings.some(({ check: id, outcome, occurrences }) => {
      if (outcome === 'pass' || outcome === 'not-applicable') return false
      if (outcome === 'fail')
        return occurrences.some((one) => one.scenario === scenario && one.variant === variant)
      return isRead(
        asked.find((check) => check.id === id),
        { id: scenario, variant },
      )
    })
  return [...shared].filter(isDoubted)
}
