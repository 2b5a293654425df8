// The report on verifiers of a file, which no client was operated for: the same findings as those of a run. Pure.

import type { Check } from './judge/checks/check.js'
import { pkceVerifierCsprng } from './judge/checks/pkce.verifier.csprng.js'
import { pkceVerifierEntropy } from './judge/checks/pkce.verifier.entropy.js'
import { pkceVerifierKnownValue } from './judge/checks/pkce.verifier.known-value.js'
import { pkceVerifierUnique } from './judge/checks/pkce.verifier.unique.js'
import { type CsprngReason, csprngVerdict, type PlacedVerifier } from './judge/csprng-verdict.js'
import { entropyVerdict } from './judge/entropy-verdict.js'
import { groupsBy } from './judge/groups.js'
import { judge } from './judge/judge.js'
import { patternOf, publishedVerifier } from './judge/known-verifiers.js'
import { analyse } from './judge/randomness/analyse.js'
import type { LineProblem, VerifierFile } from './judge/randomness/verifier-file.js'
import { isNonEmpty, type NonEmpty, notApplicable, type Occurrence, type Verdict } from './judge/verdict.js'
import { listed } from './judge/wording.js'
import { exitCodeOf } from './report/exit-code.js'
import { type ExitPolicy, makeReport, type Report } from './report/report.js'
import { shellWord } from './report/reproduce.js'
import type { Judgement } from './saved/saved-run.js'

/** The checks that a bare verifier can be judged by. */
export const verifierChecks: readonly Check[] = [
  pkceVerifierCsprng,
  pkceVerifierUnique,
  pkceVerifierKnownValue,
  pkceVerifierEntropy,
]

export interface VerifiersRequest {
  /** The file as the user named it. */
  readonly name: string
  readonly file: VerifierFile
  /** Ids of the checks to judge by, out of `verifierChecks`. */
  readonly checks: readonly string[]
  readonly judgement: Judgement
  readonly version: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly platform: string
}

type Placed = NonEmpty<PlacedVerifier>

const where = { scenario: 'verifiers', variant: null, exchange: null, parameter: 'code_verifier' }
/** More of one kind are counted only. */
const mostShown = 10

/** `line 7`, `lines 1, 2 and 7`. */
function linesOf(verifiers: readonly PlacedVerifier[], { lines }: VerifierFile): string {
  const numbers = verifiers.slice(0, mostShown).map(({ login }) => String(lines[login - 1]))
  const more = verifiers.length - numbers.length
  const all = more > 0 ? `${numbers.join(', ')} and ${more} more` : listed(numbers)
  return `${verifiers.length === 1 ? 'line' : 'lines'} ${all}`
}

function uniqueVerdict(verifiers: Placed, file: VerifierFile): Verdict<'repeated'> {
  if (verifiers.length === 1)
    return notApplicable('the file holds one verifier, which can be compared with no other')
  const repeated = groupsBy(verifiers, ({ text }) => text).filter((group) => group.length > 1)
  const occurrences = repeated.slice(0, mostShown).map(
    (group): Occurrence<'repeated'> => ({
      reason: 'repeated',
      where,
      expected: 'a verifier that no other login has',
      actual: `one verifier in the ${linesOf(group, file)}`,
    }),
  )
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  return { outcome: 'pass', evidence: [{ where, actual: `${verifiers.length} verifiers, all different` }] }
}

function knownOf(text: string): Pick<Occurrence<'published' | 'pattern'>, 'reason' | 'actual'> | null {
  const printed = publishedVerifier(text)
  if (printed !== null) return { reason: 'published', actual: `the verifier that is printed in ${printed}` }
  const pattern = patternOf(text)
  return pattern === null ? null : { reason: 'pattern', actual: pattern }
}

function knownVerdict(verifiers: Placed, file: VerifierFile): Verdict<'published' | 'pattern'> {
  const groups = groupsBy(verifiers, ({ text }) => text)
  const occurrences = groups.flatMap((group) => {
    const known = knownOf(group[0].text)
    if (known === null) return []
    const actual = `${known.actual}, in ${linesOf(group, file)}`
    return [{ reason: known.reason, where, expected: 'a verifier that nobody can know', actual }]
  })
  const shown = occurrences.slice(0, mostShown)
  if (isNonEmpty(shown)) return { outcome: 'fail', occurrences: shown }
  const actual = `${verifiers.length} on no list, and without a pattern`
  return { outcome: 'pass', evidence: [{ where, actual }] }
}

function csprng(verifiers: Placed, { samples, lines }: VerifierFile): Verdict<CsprngReason> {
  return csprngVerdict(
    verifiers,
    analyse(samples, undefined),
    (_role, login) => `the verifier in line ${lines[login - 1]}`,
  )
}

function verdictOf(check: Check, verifiers: Placed, file: VerifierFile): Verdict {
  switch (check.id) {
    case pkceVerifierCsprng.id:
      return csprng(verifiers, file)
    case pkceVerifierUnique.id:
      return uniqueVerdict(verifiers, file)
    case pkceVerifierKnownValue.id:
      return knownVerdict(verifiers, file)
    default:
      return entropyVerdict(verifiers)
  }
}

/** A line in words: `line 3: 12 characters, a code verifier has at least 43 (not used)`. */
function noteOf({ line, problem, used }: LineProblem): string {
  const place = line === 0 ? 'the file' : `line ${line}`
  return `${place}: ${problem}${used || line === 0 ? '' : ' (not used)'}`
}

const mostNotes = 20

/** What is wrong with the file; the rest is counted where there is much. */
export function notesOnFile({ problems }: VerifierFile): readonly string[] {
  const ofFile = problems.filter(({ line }) => line === 0).map(noteOf)
  const ofLines = problems.filter(({ line }) => line > 0)
  const more = ofLines.length - mostNotes
  return [
    ...ofFile,
    ...ofLines.slice(0, mostNotes).map(noteOf),
    ...(more > 0 ? [`and ${more} more lines are no verifiers`] : []),
  ]
}

function findingsOf({ file, checks, judgement }: VerifiersRequest) {
  const verifiers = file.samples.map(({ text, login }): PlacedVerifier => ({ text, login, where }))
  const chosen = verifierChecks.filter(({ id }) => checks.includes(id))
  const none = notApplicable('the file holds no verifier')
  return judge({
    checks: chosen.map((check) => ({
      ...check,
      judge: () => (isNonEmpty(verifiers) ? verdictOf(check, verifiers, file) : none),
    })),
    transcripts: [],
    kind: 'native',
    profile: judgement.profile ?? 'core',
    tools: { mask: (secret) => `${secret.length} characters` },
    nothingSeen: null,
  })
}

/** Judges the verifiers of a file. Exit code 1 where they can be computed, 3 where the file holds none. */
export function verifiersReport(request: VerifiersRequest): Report {
  const { name, file, judgement, version, startedAt, platform } = request
  const { strict = false, allowInconclusive = false, profile = 'core' } = judgement
  const policy: ExitPolicy = { strict, allowInconclusive, interruptedBy: null }
  const count = file.samples.length
  const seen = count === 1 ? 'one verifier of a file' : `${count} verifiers of a file`
  const findings = findingsOf(request)
  const report = makeReport({
    version,
    startedAt,
    durationMs: 0,
    platform,
    client: {
      target: name,
      kind: 'native',
      startedWith: `nothing: ${seen}`,
      registration: 'given',
      clientId: null,
      redirectUri: null,
    },
    profile,
    advice:
      count === 0 ? `${name} holds no code verifier: write one a line, in the order of the logins` : null,
    expected: judgement.expected ?? [],
    full: true,
    transcripts: [],
    findings,
    policy,
  })
  const isStale = (report.expectations ?? []).some(({ state }) => state === 'stale')
  return {
    ...report,
    exitCode: exitCodeOf(report.findings, policy, count > 0, isStale),
    scenarios: [
      {
        id: 'verifiers',
        variant: null,
        logins: count,
        ending: 'not-started',
        what: `no client was operated: ${seen}`,
        notes: notesOnFile(file),
      },
    ],
    findings: report.findings.map((finding) => ({
      ...finding,
      reproduce: `gc-pkce-check --verifiers ${shellWord(name)} --check ${finding.check}`,
    })),
  }
}
