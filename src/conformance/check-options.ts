// What the command line asks for when a client is to be checked: parsed from flags and a config file.
import { type GivenFlags, nearest } from '../command-line/index.js'
import type { ConfigFile } from '../config-files/config-file.js'
import type { Problem } from '../validation/validation.js'
import { noExpectations, type ReadExpectations } from './expectations-file.js'
import { contractNames } from './gather/interception/environment.js'
import { namesIn } from './gather/interception/variables.js'
import { givenSettings } from './given-settings.js'
import { formOf, given, listed, outputsOf, problemsIn, refuse } from './options-form.js'
import type { ReportOutput } from './report-outputs.js'
import type { RunSettings } from './run-settings.js'
import { type FoundSecret, type SecretWorld, secretOf, secretVariable } from './secret-source.js'
import { select } from './selection.js'
import type { ConfigSettings } from './settings-schema.js'
import { mostShards, readShard } from './shard.js'

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

/** What parsing has to know of the world. */
export interface CheckWorld extends SecretWorld {
  readonly file: ConfigFile | null
  /** The known findings, as their file gives them; absent: no file was named. */
  readonly expected?: ReadExpectations
  /** Absolute: paths are meant from there. */
  readonly cwd: string
  /** Whether there is anything at a path, as it was named from `cwd`. */
  exists(path: string): boolean
}

/** Every member of the settings: one that is forgotten does not compile. */
type Every<T> = { [K in keyof T]-?: T[K] | undefined }

function runSettings(
  settings: ConfigSettings,
  clientSecret: string | undefined,
  { expected, shard }: Pick<Every<RunSettings>, 'expected' | 'shard'>,
): RunSettings {
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
    workers: settings.workers,
    expected,
    shard,
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

/** The part of `--shard`, which belongs to one call and to no config file. */
function shardOf(flags: GivenFlags, { saveTranscripts }: ConfigSettings) {
  const text = flags.text('shard')
  if (text === undefined) return { shard: undefined, problems: [] }
  const shard = readShard(text)
  const form = `--shard: expected a part of a whole such as 2/4, of at most ${mostShards}, got "${text}"`
  const unsaved = '--shard: needs --save-transcripts, because a part is judged with all others (--merge)'
  const problems = [...(shard === null ? [form] : []), ...(saveTranscripts === undefined ? [unsaved] : [])]
  return { shard: shard ?? undefined, problems: problems.map((problem) => ({ problem })) }
}

function extentProblems({ quick, full }: ConfigSettings): readonly Problem[] {
  const problem = 'contradicts quick: one login only, or everything'
  return quick === true && full === true ? [{ field: 'full', problem }] : []
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
  const { expected = noExpectations } = world
  const part = shardOf(flags, settings)
  const run = runSettings(settings, found.secret, {
    expected: expected.kind === 'good' ? expected.expected : undefined,
    shard: part.shard,
  })
  const own = [
    ...ofClient,
    ...found.problems,
    ...variableProblems(settings, world, found.secret),
    ...extentProblems(settings),
  ]
  refuse(
    asked,
    [...problems, ...own.filter((problem) => !isTold(problem))],
    [
      ...read.problems,
      ...(expected.kind === 'bad' ? expected.problems : []),
      ...part.problems,
      ...problemsIn(() => select(run)),
    ],
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
