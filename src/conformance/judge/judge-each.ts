// Judges requests one by one and makes one verdict of it. One fault is one occurrence: a client that begins
// two logins in one run makes the same mistake in both.
import { groupsBy } from './groups.js'
import { type Evidence, isNonEmpty, type Occurrence, type Place, type Verdict } from './verdict.js'

function runOf({ scenario, variant }: Place): string {
  return `${scenario}/${variant ?? ''}`
}

/** `; the same in exchanges 7 and 12`, or nothing. */
function repeats(others: readonly { readonly where: Place }[], first: Place): string {
  const numbers = [...new Set(others.map(({ where }) => where.exchange))]
    .filter((number) => number !== null && number !== first.exchange)
    .map(String)
  if (numbers.length === 0) return ''
  return `; the same in exchange${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`
}

/**
 * The first occurrence of each reason at each parameter in each run; it names the exchanges in which the
 * client did the same again.
 */
function oncePerRun<Reason extends string>(
  occurrences: readonly Occurrence<Reason>[],
): readonly Occurrence<Reason>[] {
  const groups = groupsBy(occurrences, ({ reason, where }) =>
    [runOf(where), reason, where.parameter ?? ''].join(' '),
  )
  return groups.map(([first, ...others]) => ({
    ...first,
    actual: first.actual + repeats(others, first.where),
  }))
}

/** Evidence that says the same of several exchanges of one run, said once. */
function evidenceOncePerRun(evidence: readonly Evidence[]): readonly Evidence[] {
  return groupsBy(evidence, ({ where, actual }) =>
    [runOf(where), where.parameter ?? '', actual].join(' '),
  ).map(([first, ...others]) => ({ ...first, actual: first.actual + repeats(others, first.where) }))
}

/** What one request shows: ways in which it breaks the requirement, or evidence that it does not. */
export type Seen<Reason extends string> = readonly (Occurrence<Reason> | Evidence)[]

function isOccurrence<Reason extends string>(
  seen: Occurrence<Reason> | Evidence,
): seen is Occurrence<Reason> {
  return 'reason' in seen
}

/**
 * The verdict on `items`, each looked at by itself. An item that shows nothing does not count; when none shows
 * anything the verdict is `nothingSeen`, which is never a pass.
 */
export function judgeEach<Item, Reason extends string>(
  items: readonly Item[],
  look: (item: Item) => Seen<Reason>,
  nothingSeen: Verdict<never>,
): Verdict<Reason> {
  const seen = items.flatMap(look)
  const occurrences = oncePerRun(seen.filter(isOccurrence))
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const evidence = evidenceOncePerRun(seen.filter((one) => !isOccurrence(one)))
  return isNonEmpty(evidence) ? { outcome: 'pass', evidence } : nothingSeen
}
