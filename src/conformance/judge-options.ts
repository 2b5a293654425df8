// What the command line asks for when nothing is operated: a saved run or a file of verifiers is judged.
import { type GivenFlags, UsageError, type UsageProblem } from '../command-line/index.js'
import { noConfig } from '../config-files/search.js'
import { defaultPort } from '../server/index.js'
import type { Problem } from '../validation/validation.js'
import { apiCatalogue } from './api-report.js'
import { noExpectations, type ReadExpectations } from './expectations-file.js'
import { givenSettings, settingFlags } from './given-settings.js'
import { formOf, given, listed, outputsOf, problemsIn, refuse } from './options-form.js'
import type { ReportOutput } from './report-outputs.js'
import type { Judgement } from './saved/saved-run.js'
import { select } from './selection.js'
import { isLocal } from './settings-schema.js'
import { verifierChecks } from './verifiers-report.js'

/** What `--judge` asks for: a run that was saved, and how it is judged now. */
export interface JudgeOptions {
  readonly folder: string
  readonly judgement: Judgement
  readonly outputs: readonly ReportOutput[]
  readonly redactTo: string | undefined
}

/** What the flags beside an action say. */
interface ActionOptions extends Omit<JudgeOptions, 'folder'> {
  readonly port: number | undefined
  readonly full: boolean
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
type Action = 'judge' | 'merge' | 'verifiers' | 'api'

/** The flags beside one of them; `--api` has a mock that its application has to find. */
function flagsOf(action: Action): readonly string[] {
  return action === 'api'
    ? [...judgingFlags.filter((flag) => flag !== 'redact'), 'port', 'full']
    : judgingFlags
}

function operatingProblems(flags: GivenFlags, action: Action): readonly UsageProblem[] {
  const problem = `says how a client is operated, and --${action} operates none`
  const names = [...settingFlags.map(({ flag }) => flag), 'shard'].filter(
    (flag) => !flagsOf(action).includes(flag),
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
): ActionOptions {
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
  const catalogue = action === 'api' ? apiCatalogue : undefined
  const unknown = problemsIn(() => select(judgement, [], catalogue))
  const isOperating = ({ field }: Problem) =>
    settingFlags.some(({ flag, option }) => option === field && !flagsOf(action).includes(flag))
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
  const { port, full = false, redact: redactTo } = settings
  return { judgement, outputs: read.outputs, redactTo, port, full }
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
  const { judgement, outputs, redactTo } = parseActionOptions('judge', flags, expected, () => [])
  return { folder, judgement, outputs, redactTo }
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

/** What `--api` asks for. */
export interface ApiOptions {
  readonly url: string
  readonly port: number
  readonly issuer?: string
  readonly audience?: string
  readonly full: boolean
  readonly judgement: Judgement
  /** Ids of checks of applications that accept tokens. */
  readonly checks: readonly string[]
  readonly outputs: readonly ReportOutput[]
}

function apiProblems(flags: GivenFlags): readonly UsageProblem[] {
  const url = flags.text('api') ?? ''
  const issuer = flags.text('api-issuer')
  const isAddress = issuer === undefined || (URL.canParse(issuer) && /^https?:/.test(issuer))
  return [
    ...(isLocal(url) ? [] : [{ problem: `--api: expected an address on this machine, got "${url}"` }]),
    ...(isAddress ? [] : [{ problem: `--api-issuer: expected an http or https URL, got "${issuer}"` }]),
    ...(flags.text('api-audience') === ''
      ? [{ problem: '--api-audience: expected text that is not empty' }]
      : []),
  ]
}

/**
 * Parses the flags beside `--api URL`; no config file is read.
 * @throws UsageError with every problem at once.
 */
export function parseApiOptions(flags: GivenFlags, expected: ReadExpectations = noExpectations): ApiOptions {
  const { judgement, outputs, port, full } = parseActionOptions('api', flags, expected, () =>
    apiProblems(flags),
  )
  if (outputs.some(({ reporter }) => reporter === 'har')) {
    throw new UsageError([{ problem: '--reporter: har holds exchanges of a login, and --api has none' }])
  }
  const [issuer, audience] = [flags.text('api-issuer'), flags.text('api-audience')]
  return {
    url: flags.text('api') ?? '',
    port: port ?? defaultPort,
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
    full,
    judgement,
    checks: select(judgement, [], apiCatalogue).checks.map(({ id }) => id),
    outputs,
  }
}

/** What `--verifiers` asks for. */
export interface VerifiersOptions {
  readonly judgement: Judgement
  /** Ids of checks, each of which a bare verifier can be judged by. */
  readonly checks: readonly string[]
  readonly outputs: readonly ReportOutput[]
}

function chosenOfVerifiers(judgement: Judgement): readonly string[] {
  const chosen = select(judgement).checks.map(({ id }) => id)
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
