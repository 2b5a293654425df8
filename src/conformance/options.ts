// What a run of the kit takes: typed for callers of the library, parsed from flags and a config file for the command
// line.
import type { GivenFlags, UsageProblem } from '../command-line/index.js'
import { nearest, UsageError } from '../command-line/index.js'
import type { ConfigFile } from '../config-files/config-file.js'
import type { GivenOptions } from '../config-files/flags-over-file.js'
import { noConfig } from '../config-files/search.js'
import { remainderOf } from '../validation/remainder.js'
import { check, type Problem } from '../validation/validation.js'
import type { Actions } from './gather/actions.js'
import { contractNames } from './gather/interception/environment.js'
import { namesIn } from './gather/interception/variables.js'
import { givenSettings, settingFlags } from './given-settings.js'
import type { Profile } from './judge/checks/check.js'
import { type ReportOutput, readReportOutputs } from './report-outputs.js'
import type { Judgement } from './saved/saved-run.js'
import { type FoundSecret, type SecretWorld, secretOf, secretVariable } from './secret-source.js'
import { type Selection, select } from './selection.js'
import { type ConfigSettings, settingsSchema } from './settings-schema.js'
import type { ClientKind } from './transcript.js'
import { verifierChecks } from './verifiers-report.js'

/** What decides how a client is operated and judged; defaults stand for everything left out. */
export interface RunSettings extends Selection {
  /** A shell command that starts the client, instead of what is found in its folder. */
  readonly start?: string
  /** Folder in which it is started; that of the client when left out. */
  readonly workingDirectory?: string
  /**
   * Variables of the environment of the client, which count more than all others. `${NAME}` in a value stands for a
   * variable that the client gets otherwise, or for one of `environment`.
   */
  readonly env?: Readonly<Record<string, string>>
  /** Guessed from the folder when left out. */
  readonly kind?: ClientKind
  /** `fresh` (default): the client gets an empty home folder. */
  readonly home?: 'fresh' | 'real'
  readonly profile?: Profile
  /** Warnings count for the exit code. */
  readonly strict?: boolean
  /** Inconclusive checks do not count for the exit code. */
  readonly allowInconclusive?: boolean
  /** Seconds for each run of the client; 30 when left out. */
  readonly timeoutSeconds?: number
  /** Registered instead of learned. */
  readonly clientId?: string
  readonly redirectUri?: string
  readonly clientSecret?: string
  /** The scopes that the application needs: with this list, asking for more is a warning. */
  readonly neededScopes?: readonly string[]
  /** It is the job of the client to print its tokens on standard output. */
  readonly printsToken?: boolean
  /**
   * Where a login of a server-side app begins: `http://localhost:3000/login`. With no client it names an app
   * that already runs, which is neither started nor ended.
   */
  readonly url?: string
  /** The page of a server-side app on which a login begins, instead of what is found: `/auth/genesys`. */
  readonly loginPath?: string
  /**
   * How to do in the application, once it is signed in, what full runs look at: a path that is opened in the browser
   * (`/reports`), or a shell command that is run in the folder of the client (`./my-app list`).
   */
  readonly actions?: Actions
  /** Port of the mock in every run; a free one when left out, and 7636 for an app that already runs. */
  readonly port?: number
}

export const defaultTimeoutSeconds = 30

/** What the command line asks for. */
export interface CheckOptions {
  /** Undefined when an app that already runs is to be checked: its address is `settings.url`. */
  readonly client: string | undefined
  readonly settings: RunSettings
  readonly outputs: readonly ReportOutput[]
  /** Folder for the transcripts; undefined: they are not kept. */
  readonly saveTo: string | undefined
  /** Folder for a copy of them to share. */
  readonly redactTo: string | undefined
  /** No progress is told. */
  readonly quiet: boolean
  /** What the user should know before anything runs; sentences. */
  readonly warnings: readonly string[]
}

/** What `--judge` asks for: a run that was saved, and how it is judged now. */
export interface JudgeOptions {
  readonly folder: string
  readonly judgement: Judgement
  readonly outputs: readonly ReportOutput[]
  readonly redactTo: string | undefined
}

/** What parsing has to know of the world. */
export interface CheckWorld extends SecretWorld {
  readonly file: ConfigFile | null
  /** Absolute: paths are meant from there. */
  readonly cwd: string
  /** Whether there is anything at a path, as it was named from `cwd`. */
  exists(path: string): boolean
}

/** Drops what was not given: a setting left out and a setting undefined are not the same. */
function given<T extends object>(settings: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T
}

function listed(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value
}

/** Every member of the settings: one that is forgotten does not compile. */
type Every<T> = { [K in keyof T]-?: T[K] | undefined }

function runSettings(settings: ConfigSettings, clientSecret: string | undefined): RunSettings {
  const { start, workingDirectory, env, url, loginPath, port, kind, home } = settings
  const { clientId, redirectUri, neededScopes, printsToken, actions } = settings
  const { quick, full, profile, strict, allowInconclusive } = settings
  const all: Every<RunSettings> = {
    ...{ start, workingDirectory, env, kind, home, loginPath, port, clientId, redirectUri, clientSecret },
    ...{ neededScopes, printsToken, actions, quick, full, profile, strict, allowInconclusive },
    url: url === undefined ? undefined : new URL(url).href,
    checks: listed(settings.check),
    skip: listed(settings.skip),
    scenarios: listed(settings.scenario),
    timeoutSeconds: settings.timeout,
  }
  return given<RunSettings>(all)
}

/** What an app that already runs cannot be given. */
const needClient = ['start', 'workingDirectory', 'env', 'home'] as const

function clientProblems(settings: ConfigSettings, exists: (path: string) => boolean): readonly Problem[] {
  const { client, url, workingDirectory } = settings
  const ofFolder =
    workingDirectory === undefined || exists(workingDirectory)
      ? []
      : [{ field: 'workingDirectory', problem: `there is no folder "${workingDirectory}"` }]
  if (client === undefined && url !== undefined) {
    const problem = 'needs --client; with --url alone the app already runs'
    return needClient.filter((key) => settings[key] !== undefined).map((field) => ({ field, problem }))
  }
  if (client === undefined) {
    const hint = 'for example: gc-pkce-check --client ./my-app'
    return [{ field: 'client', problem: 'a folder or file is needed', hint }, ...ofFolder]
  }
  const missing = { field: 'client', problem: `there is no file or folder "${client}"` }
  return exists(client) ? ofFolder : [missing, ...ofFolder]
}

/** References to variables that nobody sets. */
function variableProblems(
  { env = {} }: ConfigSettings,
  { environment }: SecretWorld,
  secret: string | undefined,
): readonly Problem[] {
  const known = [...contractNames, ...Object.keys(environment)]
  return Object.entries(env).flatMap(([name, value]) =>
    namesIn(value)
      .filter((one) => (one === secretVariable ? secret === undefined : !known.includes(one)))
      .map((one) => ({ field: `env.${name}`, problem: missingVariable(one, known) })),
  )
}

function missingVariable(name: string, known: readonly string[]): string {
  if (name === secretVariable) return `${name} stands for the secret of the client, and none is given`
  const lower = nearest(
    name,
    known.map((variable) => variable.toLowerCase()),
  )
  const near = known.find((variable) => variable.toLowerCase() === lower)
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`
  return `there is no variable ${name} in the environment${hint}`
}

function extentProblems({ quick, full }: ConfigSettings): readonly Problem[] {
  const problem = 'contradicts quick: one login only, or everything'
  return quick === true && full === true ? [{ field: 'full', problem }] : []
}

/** A problem that names a flag, by the key that it stands for; null when it names none. */
function byKey({ problem, hint }: UsageProblem): Problem | null {
  const [, flag, rest = ''] = /^--([a-z-]+): (.*)$/s.exec(problem) ?? []
  const option = settingFlags.find((known) => known.flag === flag)?.option
  if (option === undefined) return null
  return { field: option, problem: rest, ...(hint === undefined ? {} : { hint }) }
}

/** What `work` throws, as problems. */
function problemsIn(work: () => unknown): readonly UsageProblem[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}

interface Form {
  readonly problems: readonly Problem[]
  /** The good rest. */
  readonly settings: ConfigSettings
}

/** @throws UsageError when the file holds nothing that could be settings */
function formOf(asked: GivenOptions): Form {
  const { problems, value } = remainderOf((input) => check(settingsSchema, input), asked.options)
  if (value === null) throw new UsageError(asked.problemsOf(problems))
  return { problems, settings: value }
}

function outputsOf({ reporter, output }: ConfigSettings): {
  readonly outputs: readonly ReportOutput[]
  readonly problems: readonly UsageProblem[]
} {
  const read = readReportOutputs(listed(reporter) ?? [], output)
  return read.kind === 'good'
    ? { outputs: read.outputs, problems: [] }
    : { outputs: [], problems: read.problems }
}

/** @throws UsageError with all of them: those of flags first, then by the lines of the file, then all others */
function refuse(asked: GivenOptions, own: readonly Problem[], worded: readonly UsageProblem[]): void {
  const placed = worded.map((problem) => ({ problem, byKey: byKey(problem) }))
  const known = [...own, ...placed.flatMap((one) => one.byKey ?? [])]
  const others = placed.filter((one) => one.byKey === null).map(({ problem }) => problem)
  if (known.length + others.length > 0) throw new UsageError([...asked.problemsOf(known), ...others])
}

/**
 * Parses what `check` is told by its flags and its config file.
 * @throws UsageError with every problem at once: by flag, or by file, line and key.
 */
export function parseCheckOptions(flags: GivenFlags, world: CheckWorld): CheckOptions {
  const asked = givenSettings(flags, world.file, world.cwd)
  const { problems, settings } = formOf(asked)
  // What is wrong with one key must not be said a second time as its absence.
  const isTold = ({ field }: Problem) => problems.some((problem) => problem.field.split('.')[0] === field)
  const found: FoundSecret = secretOf(settings, asked, world)
  const ofClient = problems.some(({ field }) => field === 'url') ? [] : clientProblems(settings, world.exists)
  const read = outputsOf(settings)
  const run = runSettings(settings, found.secret)
  const own = [
    ...ofClient,
    ...found.problems,
    ...variableProblems(settings, world, found.secret),
    ...extentProblems(settings),
  ]
  refuse(
    asked,
    [...problems, ...own.filter((problem) => !isTold(problem))],
    [...read.problems, ...problemsIn(() => select(run))],
  )
  return {
    client: settings.client,
    settings: run,
    outputs: read.outputs,
    saveTo: settings.saveTranscripts,
    redactTo: settings.redact,
    quiet: settings.quiet ?? false,
    warnings: found.warnings,
  }
}

const noneOfVerifiers: UsageProblem = {
  problem: '--check: none of these checks can be judged from verifiers alone',
  hint: `--verifiers knows ${verifierChecks.map(({ id }) => id).join(', ')}`,
}

/** Flags that say how a saved run is judged and reported; all others say how a client is operated. */
const judgingFlags: readonly string[] = [
  ...['check', 'skip', 'profile', 'strict', 'allow-inconclusive'],
  ...['reporter', 'output', 'redact', 'quiet'],
]

/** What is judged without a client. */
type Action = 'judge' | 'verifiers'

function operatingProblems(flags: GivenFlags, action: Action): readonly UsageProblem[] {
  const problem = `says how a client is operated, and --${action} operates none`
  const names = settingFlags.map(({ flag }) => flag).filter((flag) => !judgingFlags.includes(flag))
  const isGiven = (flag: string) => flags.switch(flag) || flags.list(flag).length > 0
  const problems = names.filter(isGiven).map((flag) => ({ problem: `--${flag}: ${problem}` }))
  const config = flags.text('config')
  if (config === undefined || config === noConfig) return problems
  return [...problems, { problem: `--config: ${problem}` }]
}

function parseActionOptions(
  action: Action,
  flags: GivenFlags,
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
  })
  const operating = operatingProblems(flags, action)
  const read = outputsOf(settings)
  const unknown = problemsIn(() => select(judgement))
  const isOperating = ({ field }: Problem) =>
    settingFlags.some(({ flag, option }) => option === field && !judgingFlags.includes(flag))
  refuse(
    asked,
    problems.filter((problem) => !isOperating(problem)),
    [...operating, ...read.problems, ...(unknown.length > 0 ? unknown : alsoWrong(judgement))],
  )
  return { judgement, outputs: read.outputs, redactTo: settings.redact }
}

/**
 * Parses the flags beside `--judge DIR`. What is left out is as it was when the run was saved; no config file is read.
 * @throws UsageError with every problem at once.
 */
export function parseJudgeOptions(folder: string, flags: GivenFlags): JudgeOptions {
  return { folder, ...parseActionOptions('judge', flags, () => []) }
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
export function parseVerifiersOptions(flags: GivenFlags): VerifiersOptions {
  const { judgement, outputs, redactTo } = parseActionOptions('verifiers', flags, (asked) =>
    chosenOfVerifiers(asked).length > 0 ? [] : [noneOfVerifiers],
  )
  if (redactTo !== undefined) {
    throw new UsageError([{ problem: '--redact: writes transcripts, and --verifiers reads none' }])
  }
  return { judgement, checks: chosenOfVerifiers(judgement), outputs }
}
