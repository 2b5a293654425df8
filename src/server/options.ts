// What a mock can be told: defaults, and every problem of a wrong value at once.
import * as v from 'valibot'
import type { Client, User } from './protocol/client.js'
import { defaultPolicy, type Policy } from './protocol/policy.js'
import { type ChosenScenario, findScenario, scenarioNames } from './scenarios/index.js'
import { defaultMemoryBounds, type MemoryBounds } from './state/memory.js'
import { demoClient, demoOrganization, demoUser, type Organization } from './state/seed.js'
import type { SigningKey } from './tokens/signed.js'

export const defaultPort = 7636

export interface Bounds extends MemoryBounds {
  /** Exchanges kept by the recorder. */
  readonly exchanges: number
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
  readonly policy?: Partial<Policy> | undefined
  /** Name of a scenario, with its variant after a slash: `state-tamper/swapped`. Default `honest`. */
  readonly scenario?: string | undefined
  /** Fixed `iss` of tokens and metadata. Default: the origin on which the request arrived. */
  readonly issuer?: string | undefined
  /** Fixed `aud` of tokens. Default: the origin on which the request arrived. */
  readonly audience?: string | undefined
  /** Private key of the tokens. Default: a new one is made after the mock has started to listen. */
  readonly signingKey?: SigningKey | undefined
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
  readonly policy: Policy
  readonly scenario: ChosenScenario
  readonly names: { readonly issuer: string | null; readonly audience: string | null }
  readonly signingKey: SigningKey | null
  readonly bounds: Bounds
}

/** Some options cannot be used. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
  /** Every problem, for example `port: expected a whole number from 0 to 65535, got "abc"`. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.problems = problems
  }
}

const wholeNumber = (least: number, most: number) => {
  const message = `expected a whole number from ${least} to ${most}`
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message))
}
const text = v.pipe(v.string('expected text'), v.nonEmpty('expected text that is not empty'))
const yesOrNo = v.boolean('expected true or false')

/** RFC 6749 appendix A: ids and secrets are printable ASCII. */
const printable = v.pipe(text, v.regex(/^[\x20-\x7e]+$/, 'expected printable ASCII characters'))

const redirectUri = v.pipe(
  text,
  v.check(
    (uri) => URL.canParse(uri) && /^[\x21-\x7e]+$/.test(uri) && !uri.includes('#'),
    'expected an absolute URI without a fragment',
  ),
)

const issuerUrl = v.pipe(
  text,
  v.check(
    (url) => /^https?:\/\/[^?#]+[^/?#]$/.test(url) && URL.canParse(url),
    'expected an http or https URL without query, fragment and trailing slash',
  ),
)

const client = v.strictObject({
  id: printable,
  name: text,
  secret: v.exactOptional(printable),
  grantType: v.picklist(['CODE', 'CLIENT-CREDENTIALS'], 'expected "CODE" or "CLIENT-CREDENTIALS"'),
  redirectUris: v.array(redirectUri, 'expected a list of redirect URIs'),
  anyLoopbackRedirect: v.exactOptional(yesOrNo),
})

const user = v.strictObject({ email: text, password: text, name: text })

const lifetime = wholeNumber(1, 38_880_000)

const policy = v.strictObject({
  codeLifetimeSeconds: v.exactOptional(lifetime),
  accessTokenLifetimeSeconds: v.exactOptional(lifetime),
  strictBody: v.exactOptional(yesOrNo),
  forgiving: v.exactOptional(yesOrNo),
  registration: v.exactOptional(v.picklist(['registered', 'learn'], 'expected "registered" or "learn"')),
})

const bound = wholeNumber(1, 100_000_000)

function areUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length
}

const schema = v.strictObject({
  port: v.optional(wholeNumber(0, 65_535), defaultPort),
  host: v.optional(text),
  clients: v.optional(
    v.pipe(
      v.array(client, 'expected a list of clients'),
      v.check((items) => areUnique(items.map(({ id }) => id)), 'expected every client id once'),
    ),
  ),
  users: v.optional(
    v.pipe(
      v.array(user, 'expected a list of users'),
      v.nonEmpty('expected at least one user'),
      v.check(
        (items) => areUnique(items.map(({ email }) => email.toLowerCase())),
        'expected every e-mail address once',
      ),
    ),
  ),
  organization: v.optional(v.strictObject({ id: text, name: text })),
  policy: v.optional(policy, {}),
  scenario: v.optional(
    v.pipe(
      text,
      v.check(
        (name) => findScenario(name) !== undefined,
        () => `expected one of ${scenarioNames().join(', ')}`,
      ),
    ),
    'honest',
  ),
  issuer: v.optional(issuerUrl),
  audience: v.optional(text),
  signingKey: v.optional(
    v.looseObject({
      kty: v.literal('RSA', 'expected an RSA key as a private JSON Web Key'),
      ...v.entriesFromList(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], text),
    }),
  ),
  bounds: v.optional(
    v.strictObject({
      logins: v.exactOptional(bound),
      recentLogins: v.exactOptional(bound),
      exchanges: v.exactOptional(bound),
    }),
    {},
  ),
})

const defaultBounds: Bounds = { ...defaultMemoryBounds, exchanges: 10_000 }

/**
 * Fills in the defaults. The policy of the scenario counts more than the one that is given.
 * @throws OptionsError naming every problem
 */
export function parseServerOptions(options: unknown): Settings {
  const parsed = v.safeParse(schema, options)
  if (!parsed.success) throw new OptionsError(parsed.issues.map(problemOf))
  const given = parsed.output
  const scenario = findScenario(given.scenario)
  if (scenario === undefined) throw new OptionsError([`scenario: unknown scenario "${given.scenario}"`])
  const chosenPolicy: Policy = { ...defaultPolicy, ...given.policy, ...scenario.policy }
  const [firstUser = demoUser, ...otherUsers] = given.users ?? []
  return {
    port: given.port,
    host: given.host === undefined || given.host === 'localhost' ? null : given.host,
    clients: given.clients ?? (chosenPolicy.registration === 'learn' ? [] : [demoClient]),
    users: [firstUser, ...otherUsers],
    organization: given.organization ?? demoOrganization,
    policy: chosenPolicy,
    scenario,
    names: { issuer: given.issuer ?? null, audience: given.audience ?? null },
    signingKey: given.signingKey ?? null,
    bounds: { ...defaultBounds, ...given.bounds },
  }
}

/** Options whose values must not be repeated in a message. */
const confidential = /secret|password|signingKey/

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'options'
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${path}: there is no such option`
  if (issue.received === 'undefined') return `${path}: is missing`
  const got = confidential.test(path) ? '' : `, got ${received(issue.input)}`
  return `${path}: ${issue.message}${got}`
}

function received(input: unknown): string {
  const shown = JSON.stringify(input) ?? String(input)
  return shown.length > 100 ? `${shown.slice(0, 100)}...` : shown
}
