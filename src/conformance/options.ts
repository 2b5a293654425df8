// What a run of the kit takes: typed for callers of the library, parsed from flags for the command line.
import type { GivenFlags, UsageProblem } from '../command-line/index.js'
import { UsageError } from '../command-line/index.js'
import { type Profile, profiles } from './judge/checks/check.js'
import { type ReportOutput, readReportOutputs } from './report-outputs.js'
import type { Judgement } from './saved/saved-run.js'
import { type Selection, select } from './selection.js'
import { type ClientKind, clientKinds } from './transcript.js'

/** What decides how a client is operated and judged; defaults stand for everything left out. */
export interface RunSettings extends Selection {
  /** A shell command that starts the client, instead of what is found in its folder. */
  readonly start?: string
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
}

/** What `--judge` asks for: a run that was saved, and how it is judged now. */
export interface JudgeOptions {
  readonly folder: string
  readonly judgement: Judgement
  readonly outputs: readonly ReportOutput[]
  readonly redactTo: string | undefined
}

/** Flags that say how a client is operated, which a saved run already was. */
const operatingFlags = [
  'client',
  'url',
  'start',
  'kind',
  'home',
  'login-path',
  'port',
  'client-id',
  'redirect-uri',
  'client-secret',
  'timeout',
  'scenario',
  'quick',
  'save-transcripts',
]

interface Problems {
  add(problem: string, hint?: string): void
}

function parseTimeout(text: string | undefined, problems: Problems): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 1 && seconds <= 3600) return seconds
  problems.add(`--timeout: expected seconds from 1 to 3600, got "${text}"`)
  return undefined
}

function parseRedirectUri(text: string | undefined, problems: Problems): string | undefined {
  if (text === undefined || (URL.canParse(text) && !text.includes('#'))) return text
  problems.add(`--redirect-uri: expected an absolute URI without fragment, got "${text}"`)
  return undefined
}

function choice<T extends string>(
  flags: GivenFlags,
  name: string,
  values: readonly T[],
  problems: Problems,
): T | undefined {
  const text = flags.text(name)
  const found = values.find((value) => value === text)
  if (text !== undefined && found === undefined)
    problems.add(`--${name}: expected one of ${values.join(', ')}, got "${text}"`)
  return found
}

function splitList(values: readonly string[]): readonly string[] | undefined {
  const parts = values
    .flatMap((value) => value.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 0 ? parts : undefined
}

/** A page on this machine: the kit never plays the browser on other ones. */
function parseUrl(text: string | undefined, problems: Problems): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : null
  const local = /^(?:localhost|(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/
  if (url && /^https?:$/.test(url.protocol) && local.test(url.hostname)) return url.href
  problems.add(
    `--url: expected an address on this machine, got "${text}"`,
    'for example: --url http://localhost:3000/login',
  )
  return undefined
}

function parseLoginPath(text: string | undefined, problems: Problems): string | undefined {
  if (text === undefined || /^\/(?!\/)[^\s#]*$/.test(text)) return text
  problems.add(`--login-path: expected a path that begins with /, got "${text}"`)
  return undefined
}

function parsePort(text: string | undefined, problems: Problems): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return Number(text)
  problems.add(`--port: expected a whole number from 1 to 65535, got "${text}"`)
  return undefined
}

/** The path of the client, or undefined when there is none and an app that already runs was named. */
function parseClient(
  flags: GivenFlags,
  exists: (path: string) => boolean,
  problems: Problems,
): string | undefined {
  const client = flags.text('client')
  if (client === undefined && flags.text('url') !== undefined) {
    for (const name of ['start', 'home'].filter((flag) => flags.text(flag) !== undefined))
      problems.add(`--${name}: needs --client; with --url alone the app already runs`)
  } else if (client === undefined || client === '')
    problems.add('--client: a folder or file is needed', 'for example: gc-pkce-check --client ./my-app')
  else if (!exists(client)) problems.add(`--client: there is no file or folder "${client}"`)
  return client
}

/** Drops what was not given: a setting left out and a setting undefined are not the same. */
function given<T extends object>(settings: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T
}

/**
 * Parses the flags of `check`. `exists` tells whether a path is there.
 * @throws UsageError with every problem at once.
 */
export function parseCheckOptions(
  flags: GivenFlags,
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean,
): CheckOptions {
  const found: UsageProblem[] = []
  const problems: Problems = {
    add: (problem, hint) => found.push(hint === undefined ? { problem } : { problem, hint }),
  }
  const client = parseClient(flags, exists, problems)
  const settings = given<RunSettings>({
    start: flags.text('start'),
    kind: choice(flags, 'kind', clientKinds, problems),
    home: choice(flags, 'home', ['fresh', 'real'] as const, problems),
    checks: splitList(flags.list('check')),
    skip: splitList(flags.list('skip')),
    scenarios: splitList(flags.list('scenario')),
    quick: flags.switch('quick'),
    profile: choice(flags, 'profile', profiles, problems),
    strict: flags.switch('strict'),
    allowInconclusive: flags.switch('allow-inconclusive'),
    timeoutSeconds: parseTimeout(flags.text('timeout'), problems),
    clientId: flags.text('client-id'),
    redirectUri: parseRedirectUri(flags.text('redirect-uri'), problems),
    clientSecret: flags.text('client-secret') ?? environment['GC_PKCE_CLIENT_SECRET'],
    url: parseUrl(flags.text('url'), problems),
    loginPath: parseLoginPath(flags.text('login-path'), problems),
    port: parsePort(flags.text('port'), problems),
  })
  const outputs = outputsOf(flags, found)
  collect(found, () => select(settings))
  if (found.length > 0) throw new UsageError(found)
  return {
    client,
    settings,
    outputs,
    saveTo: flags.text('save-transcripts'),
    redactTo: flags.text('redact'),
  }
}

function outputsOf(flags: GivenFlags, found: UsageProblem[]): readonly ReportOutput[] {
  const outputs = readReportOutputs(flags.list('reporter'), flags.text('output'))
  if (outputs.kind === 'good') return outputs.outputs
  found.push(...outputs.problems)
  return []
}

/** Adds the problems that `work` throws to those already found. */
function collect(found: UsageProblem[], work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    found.push(...error.problems)
  }
}

/**
 * Parses the flags beside `--judge DIR`. What is left out is as it was when the run was saved.
 * @throws UsageError with every problem at once.
 */
export function parseJudgeOptions(folder: string, flags: GivenFlags): JudgeOptions {
  const found: UsageProblem[] = operatingFlags
    .filter((flag) => flags.switch(flag) || flags.list(flag).length > 0)
    .map((flag) => ({ problem: `--${flag}: says how a client is operated, and --judge operates none` }))
  const problems: Problems = { add: (problem) => found.push({ problem }) }
  const judgement = given<Judgement>({
    checks: splitList(flags.list('check')),
    skip: splitList(flags.list('skip')),
    profile: choice(flags, 'profile', profiles, problems),
    strict: flags.switch('strict') || undefined,
    allowInconclusive: flags.switch('allow-inconclusive') || undefined,
  })
  const outputs = outputsOf(flags, found)
  collect(found, () => select(judgement))
  if (found.length > 0) throw new UsageError(found)
  return { folder, judgement, outputs, redactTo: flags.text('redact') }
}
