// What a mock can be told: defaults, and every problem of a wrong value at once.
import type * as v from 'valibot'
import { createFields, type Fields, remainderOf } from '../validation/remainder.js'
import { checkForm, type Problem, repeatedIn } from '../validation/validation.js'
import type { Endpoint } from './endpoints/endpoint.js'
import { contradictions } from './options-contradictions.js'
import { optionsSchema } from './options-schema.js'
import type { Client, User } from './protocol/client.js'
import { defaultPolicy, type Policy } from './protocol/policy.js'
import type { Prefixes } from './routing.js'
import type { ScenarioChoice } from './scenario-control.js'
import { defaultMemoryBounds, type MemoryBounds } from './state/memory.js'
import { demoClient, demoOrganization, demoUser, type Organization } from './state/seed.js'
import { readStubs, type StubEntry } from './stubs/stub.js'
import { stubFilesIn } from './stubs/stub-file.js'
import type { SigningKey } from './tokens/signed.js'

export interface Bounds extends MemoryBounds {
  /** Exchanges kept by the recorder. */
  readonly exchanges: number
  /** Characters of the messages of all exchanges kept by the recorder. */
  readonly exchangeCharacters: number
  /** Clients registered at one time. */
  readonly clients: number
  /** Users at one time. */
  readonly users: number
}

export interface HttpsOptions {
  /** Names and addresses by which clients call the mock, besides those of the service and of this machine. */
  readonly hosts?: readonly string[] | undefined
  /** Folder that keeps the CA from one start to the next. */
  readonly caFolder?: string | undefined
  /** Plain http is served on the same port as well; the `url` of the mock is then the plain one. Default false. */
  readonly plainToo?: boolean | undefined
}

/** The options of a mock; each may be left out. */
export interface ServerOptions {
  /** 0 to 65535; 0 picks a free port. Default 7636. */
  readonly port?: number | undefined
  /** Address or name to listen on. Default: both loopback addresses. */
  readonly host?: string | undefined
  /** Default: the demo client; none when the policy learns its registration. */
  readonly clients?: readonly Client[] | undefined
  /** The first is the default user. Default: the demo user. */
  readonly users?: readonly User[] | undefined
  readonly organization?: Organization | undefined
  /** Numbers and switches of every decision. */
  readonly policy?: Partial<Policy> | undefined
  /**
   * Name of a scenario, with its variant after a slash: `state-tamper/swapped`; or a choice for one user or the
   * first uses only; or several of them. Default `honest`.
   */
  readonly scenario?: string | ScenarioChoice | readonly ScenarioChoice[] | undefined
  /** Paths under which login and API are found besides the plain ones: `path_params_login` and `path_params_api` of the SDKs. */
  readonly prefixes?: Partial<Prefixes> | undefined
  /**
   * Serve https instead of http, with certificates of a CA of this mock for every host of the service, for this
   * machine, and for `hosts`. The CA is kept in `caFolder`, or else in `dataDir`; without either it is a new one
   * at each start, whose key is never written down. Clients must trust it: see `ca` of the running mock.
   */
  readonly https?: boolean | HttpsOptions | undefined
  /** Further paths of the API, answered after the check of the token. They come before those of the mock. */
  readonly api?: readonly StubEntry[] | undefined
  /** Folder of the files in `api`. Default: the working directory. */
  readonly stubFolder?: string | undefined
  /** Fixed `iss` of tokens and metadata. Default: the origin on which the request arrived. */
  readonly issuer?: string | undefined
  /** Fixed `aud` of tokens. Default: the origin on which the request arrived. */
  readonly audience?: string | undefined
  /** Private key of the tokens. Default: a new one is made after the mock has started to listen. */
  readonly signingKey?: SigningKey | undefined
  /** Folder that keeps the signing key from one start to the next. Default: none, and a new key at each start. */
  readonly dataDir?: string | undefined
  /** Lets callers from other machines use `/_mock/...`, as a bearer token. Default: one is made where it is needed. */
  readonly adminToken?: string | undefined
  /** Names under which `/_mock/...` may be called besides those of this machine and `host`. */
  readonly allowHosts?: readonly string[] | undefined
  readonly bounds?: Partial<Bounds> | undefined
}

/** The options with every default filled in. */
export interface Settings {
  readonly port: number
  /** Null: both loopback addresses. */
  readonly host: string | null
  readonly clients: readonly Client[]
  readonly users: readonly [User, ...User[]]
  readonly organization: Organization
  /** Without the changes of any scenario. */
  readonly policy: Policy
  /** In force from the start; none: the mock is honest. */
  readonly scenarios: readonly ScenarioChoice[]
  readonly prefixes: Prefixes
  /** Null: plain http. A folder that is null: the CA is kept in memory only. */
  readonly https: {
    readonly hosts: readonly string[]
    readonly folder: string | null
    readonly plainToo: boolean
  } | null
  readonly stubs: readonly Endpoint[]
  readonly names: { readonly issuer: string | null; readonly audience: string | null }
  readonly signingKey: SigningKey | null
  /** Null: the key is kept in memory only. */
  readonly dataDir: string | null
  readonly adminToken: string | null
  readonly allowHosts: readonly string[]
  readonly bounds: Bounds
}

/** Some options cannot be used. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
  /** Every problem, for example `port: expected a whole number from 0 to 65535, got "abc"`. */
  readonly problems: readonly string[]
  /** The same, with the field of each apart. */
  readonly details: readonly Problem[]

  constructor(details: readonly Problem[]) {
    const problems = details.map(textOf)
    super(problems.join('; '))
    this.problems = problems
    this.details = details
  }
}

const defaultBounds: Bounds = {
  ...defaultMemoryBounds,
  exchanges: 10_000,
  exchangeCharacters: 64_000_000,
  clients: 10_000,
  users: 10_000,
}

/**
 * Fills in the defaults.
 * @throws OptionsError naming every problem
 */
export function parseServerOptions(options: unknown): Settings {
  const { settings, problems } = examineServerOptions(options)
  if (settings === null || problems.length > 0) throw new OptionsError(problems)
  return settings
}

/** What can be said of options, good or bad. */
export interface Examined {
  /** As far as the options are good, with defaults for the rest; null when they are no object. */
  readonly settings: Settings | null
  /** What was given, checked, without what is wrong; null as above. */
  readonly given: v.InferOutput<typeof optionsSchema> | null
  readonly problems: readonly Problem[]
}

/** Checks options and fills in the defaults; every problem at once, those of form and those of sense. */
export function examineServerOptions(options: unknown): Examined {
  const { value: given, placed, ...form } = remainderOf((input) => checkForm(optionsSchema, input), options)
  const problems = [...form.problems, ...repeatedIn(optionsSchema, options)]
  if (given === null) return { settings: null, given, problems }
  const stubs = readStubs(given.api, stubFilesIn(given.stubFolder))
  const settings = settingsOf(given, stubs.endpoints)
  const further = [...stubs.problems, ...contradictions(settings, given.policy)].map(placed)
  const known = createFields()
  for (const { field } of form.problems) known.add(field)
  const own = further.filter(({ field }) => !mayFollow(field, known))
  return { settings, given, problems: [...problems, ...own] }
}

/** Where a problem of sense looks besides its own field: a mistake there may be all that is wrong. */
const looksAt: readonly (readonly [field: RegExp, other: string])[] = [
  [/^scenario\b.*\.user$/, 'users'],
  [/^scenario(?:\.\d+)?$/, 'policy.tokenFormat'],
  [/^clients\.\d+\.scopes/, 'policy.unknownScopes'],
  [/^clients$/, 'bounds.clients'],
  [/^users$/, 'bounds.users'],
  [/^api\b/, 'stubFolder'],
]

function mayFollow(field: string, known: Fields): boolean {
  return known.touch(field) || looksAt.some(([own, other]) => own.test(field) && known.touch(other))
}

function settingsOf(given: v.InferOutput<typeof optionsSchema>, stubs: readonly Endpoint[]): Settings {
  const policy: Policy = { ...defaultPolicy, ...given.policy }
  const [firstUser = demoUser, ...otherUsers] = given.users ?? []
  return {
    port: given.port,
    host: given.host === undefined || given.host === 'localhost' ? null : given.host,
    clients: given.clients ?? (policy.registration === 'learn' ? [] : [demoClient]),
    users: [firstUser, ...otherUsers],
    organization: given.organization ?? demoOrganization,
    policy,
    scenarios: choicesOf(given.scenario),
    prefixes: given.prefixes,
    https: httpsOf(given.https, given.dataDir ?? null),
    stubs,
    names: { issuer: given.issuer ?? null, audience: given.audience ?? null },
    signingKey: given.signingKey ?? null,
    dataDir: given.dataDir ?? null,
    adminToken: given.adminToken ?? null,
    allowHosts: given.allowHosts,
    bounds: { ...defaultBounds, ...given.bounds },
  }
}

function httpsOf(given: boolean | HttpsOptions, dataDir: string | null): Settings['https'] {
  if (given === false) return null
  const { hosts = [], caFolder = dataDir, plainToo = false } = given === true ? {} : given
  return { hosts, folder: caFolder, plainToo }
}

function choicesOf(given: string | ScenarioChoice | readonly ScenarioChoice[]): readonly ScenarioChoice[] {
  const choices = typeof given === 'string' ? [{ id: given }] : 'id' in given ? [given] : given
  // Honesty for everybody is what there is without any choice.
  return choices.filter(({ id, user, login }) => id !== 'honest' || user !== undefined || login !== undefined)
}

function textOf({ field, problem }: Problem): string {
  return `${field === '' ? 'options' : field}: ${problem}`
}
