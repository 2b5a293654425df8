// What the command line asks for when nothing is operated: a saved run or a file of verifiers is judged.
import { type GivenFlags, UsageError, type UsageProblem } from '../command-line/index.js'
import { noConfig } from '../config-files/search.js'
import type { Problem } from '../validation/validation.js'
import { noExpectations, type ReadExpectations } from './expectations-file.js'
import { givenSettings, settingFlags } from './given-settings.js'
import { formOf, given, listed, outputsOf, problemsIn, refuse } from './options-form.js'
import type { ReportOutput } from './report-outputs.js'
import type { Judgement } from './saved/saved-run.js'
import { select } from './selection.js'
import { verifierChecks } from './verifiers-report.js'

/** What `--judge` asks for: a run that was saved, and how it is judged now. */
export interface JudgeOptions {
  readonly folder: string
  readonly judgement: Judgement
  readonly outputs: readonly ReportOutput[]
  readonly redactTo: string | undefined
}

const noneOfVerifiers: UsageProblem = {
  problem: '--check: none of these checks can be judged from verifiers alone',
  hint: `--verifiers knows ${verifierChecks.map(({ id }) => id).join(', ')}`,
}

/** Flags that say how a saved run is judged and reported; all others say how a client is operated. */
const judgingFlags: readonly string[] = [
  ...['check', 'skip', 'profile', 'strict', 'allow-inconclusive'],
  ...['reporter', 'output', 'redact', 'quiet', 'expect'],
]

/** What is judged without a client. */
type Action = 'judge' | 'merge' | 'verifiers'

function operatingProblems(flags: GivenFlags, action: Action): readonly UsageProblem[] {
  const problem = `says how a client is operated, and --${action} operates none`
  const names = [...settingFlags.map(({ flag }) => flag), 'shard'].filter(
    (flag) => !judgingFlags.includes(flag),
  )
  const isGiven = (flag: string) => flags.switch(flag) || flags.list(flag).length > 0
  const problems = names.filter(isGiven).map((flag) => ({ problem: `--${flag}: ${problem}` }))
  const config = flags.text('config')
  if (config === undefined || config === noConfig) return problems
  return [...problems, { problem: `--config: ${problem}` }]
}

function parseActionOptions(
  action: Action,
  flags: GivenFlags,
  expected: ReadExpectations,
  alsoWrong: (judgement: Judgement) => readonly UsageProblem[],
): Omit<JudgeOptions, 'folder'> {
  const asked = givenSettings(flags, null, '/')
  const { problems, settings } = formOf(asked)
  const judgement = given<Judgement>({
    checks: listed(settings.check),
    skip: listed(settings.skip),
    profile: settings.profile,
    strict: settings.strict,
    allowInconclusive: settings.allowInconclusive,
    expected: expected.kind === 'good' ? expected.expected : undefined,
  })
  const operating = operatingProblems(flags, action)
  const read = outputsOf(settings)
  const unknown = problemsIn(() => select(judgement))
  const isOperating = ({ field }: Problem) =>
    settingFlags.some(({ flag, option }) => option === field && !judgingFlags.includes(flag))
  refuse(
    asked,
    problems.filter((problem) => !isOperating(problem)),
    [
      ...operating,
      ...read.problems,
      ...(expected.kind === 'bad' ? expected.problems : []),
      ...(unknown.length > 0 ? unknown : alsoWrong(judgement)),
    ],
  )
  return { judgement, outputs: read.outputs, redactTo: settings.redact }
}

/**
 * Parses the flags beside `--judge DIR`. What is left out is as it was when the run was saved; no config file is read.
 * @throws UsageError with every problem at once.
 */
export function parseJudgeOptions(
  folder: string,
  flags: GivenFlags,
  expected: ReadExpectations = noExpectations,
): JudgeOptions {
  return { folder, ...parseActionOptions('judge', flags, expected, () => []) }
}

/**
 * Parses the flags beside `--merge DIR`: what is left out is as it was when the parts were saved.
 * @throws UsageError with every problem at once.
 */
export function parseMergeOptions(
  flags: GivenFlags,
  expected: ReadExpectations = noExpectations,
): Omit<JudgeOptions, 'folder'> {
  return parseActionOptions('merge', flags, expected, () => [])
}

/** What `--verifiers` asks for. */
export interface VerifiersOptions {
  readonly judgement: Judgement
  /** Ids of checks, each of which a bare verifier can be judged by. */
  readonly checks: readonly string[]
  readonly outputs: readonly ReportOutput[]
}

function chosenOfVerifiers(judgement: Judgement): readonly string[] {
  // Whatever runs a check reads of a client: here it reads the file.
  const chosen = select({ ...judgement, full: true }).checks.map(({ id }) => id)
  return verifierChecks.map(({ id }) => id).filter((id) => chosen.includes(id))
}

/**
 * Parses the flags beside `--verifiers FILE`; no config file is read.
 * @throws UsageError with every problem at once.
 */
export function parseVerifiersOptions(
  flags: GivenFlags,
  expected: ReadExpectations = noExpectations,
): VerifiersOptions {
  const { judgement, outputs, redactTo } = parseActionOptions('verifiers', flags, expected, (asked) =>
    chosenOfVerifiers(asked).length > 0 ? [] : [noneOfVerifiers],
  )
  const needless = [
    ...(redactTo === undefined ? [] : ['--redact: writes transcripts, and --verifiers reads none']),
    ...(outputs.some(({ reporter }) => reporter === 'har')
      ? ['--reporter: har holds exchanges, and --verifiers reads none']
      : []),
  ]
  if (needless.length > 0) throw new UsageError(needless.map((problem) => ({ problem })))
  return { judgement, checks: chosenOfVerifiers(judgement), outputs }
}
