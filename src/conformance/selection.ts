// Which checks are judged and which scenarios run: patterns of the user against the catalogue.
import { nearest, UsageError, type UsageProblem } from '../command-line/index.js'
import type { Check, Profile } from './judge/checks/check.js'
import { checks as allChecks } from './judge/checks/index.js'
import { type Clause, clauses } from './judge/clauses.js'
import { highest, highestPossible } from './judge/levels.js'
import { isControl, planScenarios } from './judge/plan.js'
import { isReadBy, scenariosOf } from './judge/reads.js'
import { type ClientKind, type PlannedScenario, runName } from './transcript.js'

export interface Selection {
  /**
   * `*` stands for any characters. A pattern names checks by id (`pkce.*`), by reason (`pkce.challenge.encoding/padded`),
   * by the highest level that they can have (`warning`), or by a document that they cite (`RFC 7636`). All when left out.
   */
  readonly checks?: readonly string[]
  /** The same, for checks to leave out; not by reason. */
  readonly skip?: readonly string[]
  /**
   * Scenarios by id and variant: `state-tamper/*`. All that the checks need when left out. What runs only in full
   * runs is meant by a pattern that names nothing else.
   */
  readonly scenarios?: readonly string[]
  /** Everything that the checks can read, not only what they need. */
  readonly full?: boolean
  /** One honest login only: checks that need a misbehaving mock are left out. */
  readonly quick?: boolean
  readonly profile?: Profile
  /** The kind of the client, once it is known: runs that only checks of other kinds read are left out. */
  readonly kind?: ClientKind
}

export interface Selected {
  readonly checks: readonly Check[]
  readonly planned: readonly PlannedScenario[]
}

/** Names are compared without regard to case, spaces and the paragraph sign: `rfc7636` means `RFC 7636`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s§]/g, '')
}

function matches(name: string, pattern: string): boolean {
  const parts = plain(pattern)
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(plain(name))
}

function levelNameOf(check: Check, profile: Profile): string {
  return highest(check.kinds.map((kind) => highestPossible(check, kind, profile)))
}

/** Everything by which a check can be named, its reasons apart. */
function namesOf(check: Check, profile: Profile): readonly string[] {
  const cited = check.clauses.map((id): Clause => clauses[id])
  return [
    check.id,
    levelNameOf(check, profile),
    ...cited.flatMap(({ document, section }) => [document, `${document} ${section}`]),
  ]
}

function reasonsOf(check: Check): readonly string[] {
  return Object.keys(check.reasons).map((reason) => `${check.id}/${reason}`)
}

function isNamed(check: Check, pattern: string, profile: Profile): boolean {
  return [...namesOf(check, profile), ...reasonsOf(check)].some((name) => matches(name, pattern))
}

function unknown(flag: string, pattern: string, known: readonly string[], list: string): UsageProblem {
  const near = nearest(pattern, known)
  const hint = near ? `did you mean ${near}?` : `gc-pkce-check --list ${list} shows them all`
  return { problem: `--${flag}: there is no ${list.replace(/s$/, '')} "${pattern}"`, hint }
}

function checkProblems(
  flag: 'check' | 'skip',
  patterns: readonly string[],
  profile: Profile,
  all: readonly Check[],
): readonly UsageProblem[] {
  const known = all.flatMap((check) => [check.id, ...reasonsOf(check)])
  return patterns.flatMap((pattern) => {
    const named = all.filter((check) => isNamed(check, pattern, profile))
    if (named.length === 0) return [unknown(flag, pattern, known, 'checks')]
    const byReasonOnly = named.every(
      (check) => !namesOf(check, profile).some((name) => matches(name, pattern)),
    )
    if (flag === 'check' || !byReasonOnly) return []
    const [first] = named
    const hint = `leave out the whole check with --skip ${first?.id}`
    return [{ problem: `--skip: "${pattern}" is a reason, and a check is judged as a whole`, hint }]
  })
}

function scenarioNameOf({ id, variant }: PlannedScenario): string {
  return runName(id, variant)
}

function isChosen(scenario: PlannedScenario, pattern: string): boolean {
  return matches(scenarioNameOf(scenario), pattern) || matches(scenario.id, pattern)
}

function scenarioProblems(patterns: readonly string[], all: readonly Check[]): readonly UsageProblem[] {
  const every = planScenarios(all, 'full')
  const known = every.flatMap((scenario) => [scenario.id, scenarioNameOf(scenario)])
  return patterns
    .filter((pattern) => !every.some((scenario) => isChosen(scenario, pattern)))
    .map((pattern) => unknown('scenario', pattern, known, 'scenarios'))
}

/** What an undisturbed login, or several of them, show is judged in every run, whatever a full run shows besides. */
function isPassive(check: Check): boolean {
  return (
    check.scenarios.every((id) => id === 'honest' || id === 'forgiving') ||
    (check.acrossLogins === true && check.scenarios.every(isControl)) ||
    scenariosOf(check).every(isControl)
  )
}

/**
 * A check that looks at misbehaviour in full runs only, and is named by its id or by a reason: its runs are meant too.
 */
function withNamedRuns(check: Check, patterns: readonly string[]): Check {
  const ids = [check.id, ...reasonsOf(check)]
  const named = patterns.some((pattern) => /[^*]/.test(pattern) && ids.some((id) => matches(id, pattern)))
  if (!named || !check.scenarios.every(isControl) || check.fullScenarios === undefined) return check
  return { ...check, scenarios: [...check.scenarios, ...check.fullScenarios] }
}

/** Checks whose scenarios all stay out of the plan cannot be judged, and are not promised. */
function judgeable(checks: readonly Check[], planned: readonly PlannedScenario[]): readonly Check[] {
  const active = planned.filter(({ id }) => !isControl(id))
  return checks.filter((check) => isPassive(check) || active.some((run) => isReadBy(check, run)))
}

/** The runs that the checks need, or those among all that they can read which the patterns name. */
function plannedFor(
  checks: readonly Check[],
  { scenarios, quick = false, full = false }: Selection,
): readonly PlannedScenario[] {
  if (quick) return planScenarios(checks, 'honest')
  const planned = planScenarios(checks, full ? 'full' : 'usual')
  if (scenarios === undefined) return planned
  const closer = scenarios.filter(
    (pattern) => !planned.some((run) => !isControl(run.id) && isChosen(run, pattern)),
  )
  return planScenarios(checks, 'full').filter((run) => {
    const isUsual = planned.some(({ id, variant }) => id === run.id && variant === run.variant)
    const patterns = isUsual ? scenarios : closer
    return isControl(run.id) || patterns.some((pattern) => isChosen(run, pattern))
  })
}

/**
 * The checks in the order of the catalogue, those of the caller after them, and the runs that they need.
 * @throws UsageError with every pattern that names nothing, and when nothing is left.
 */
export function select(
  selection: Selection,
  own: readonly Check[] = [],
  catalogue: readonly Check[] = allChecks,
): Selected {
  const all: readonly Check[] = [...catalogue, ...own]
  const { checks: wanted, skip = [], scenarios, quick = false, profile = 'core' } = selection
  const problems = [
    ...repeatedIds(all),
    ...checkProblems('check', wanted ?? [], profile, all),
    ...checkProblems('skip', skip, profile, all),
    ...scenarioProblems(scenarios ?? [], all),
  ]
  if (problems.length > 0) throw new UsageError(problems)
  const chosen = all.filter(
    (check) =>
      (wanted ?? ['*']).some((pattern) => isNamed(check, pattern, profile)) &&
      !skip.some((pattern) => isNamed(check, pattern, profile)) &&
      (!quick || check.scenarios.every(isControl)),
  )
  const runsFor = (read: readonly Check[]) =>
    plannedFor(
      read.map((check) => withNamedRuns(check, wanted ?? [])),
      selection,
    )
  // What is promised does not depend on the kind: a check of another kind is said to be not applicable.
  const checks = judgeable(chosen, runsFor(chosen))
  if (checks.length === 0) throw new UsageError([nothingLeft(selection)])
  const { kind } = selection
  return {
    checks,
    planned: runsFor(chosen.filter(({ kinds }) => kind === undefined || kinds.includes(kind))),
  }
}

function repeatedIds(all: readonly Check[]): readonly UsageProblem[] {
  const ids = all.map(({ id }) => id)
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...repeated].map((id) => ({ problem: `ownChecks: there is a check ${id} already` }))
}

function nothingLeft({ quick, scenarios }: Selection): UsageProblem {
  const why = quick ? ', and --quick leaves out what needs a misbehaving mock' : ''
  const flags = scenarios === undefined ? '--check and --skip' : '--check, --skip and --scenario'
  return { problem: `${flags} together leave no check to judge${why}` }
}
