// The form of the options: what each may be, and what is said when it is not.
import * as v from 'valibot'
import { withAlternatives } from '../validation/json-schema.js'
import { canonicalHost } from './http/permitted-names.js'
import type { Bounds, HttpsOptions } from './options.js'
import {
  clientSchema,
  lifetime,
  listOf,
  text,
  userSchema,
  wholeNumber,
  yesOrNo,
} from './options-registration-schema.js'
import { stubListSchema } from './options-stub-schema.js'
import type { Policy } from './protocol/policy.js'
import type { ScenarioChoice } from './scenario-control.js'
import { expectedScenario, findScenario } from './scenarios/index.js'
import { readSigningKey } from './tokens/keys.js'

export const defaultPort = 7636

const issuerUrl = v.pipe(
  text,
  v.check(
    (url) => /^https?:\/\/[^?#]+[^/?#]$/.test(url) && URL.canParse(url),
    'expected an http or https URL without query, fragment and trailing slash',
  ),
)

/** Every number and switch of the policy; a new one that is forgotten here does not compile. */
const policy = v.strictObject({
  codeLifetimeSeconds: v.exactOptional(lifetime),
  accessTokenLifetimeSeconds: v.exactOptional(lifetime),
  longestAccessTokenSeconds: v.exactOptional(lifetime),
  refreshTokenLifetimeSeconds: v.exactOptional(lifetime),
  refreshReuseWindowSeconds: v.exactOptional(wholeNumber(0, 86_400)),
  strictBody: v.exactOptional(yesOrNo),
  readTokenQuery: v.exactOptional(yesOrNo),
  terseErrors: v.exactOptional(yesOrNo),
  clientErrorStatus: v.exactOptional(v.picklist([400, 401], 'expected 400 or 401')),
  spendCodeOnFailure: v.exactOptional(yesOrNo),
  revokeOnReplay: v.exactOptional(yesOrNo),
  unknownScopes: v.exactOptional(v.picklist(['refuse', 'ignore'], 'expected "refuse" or "ignore"')),
  requestedScopes: v.exactOptional(v.picklist(['narrow', 'ignore'], 'expected "narrow" or "ignore"')),
  tokenFormat: v.exactOptional(v.picklist(['jwt', 'opaque'], 'expected "jwt" or "opaque"')),
  signingAlgorithm: v.exactOptional(
    v.picklist(['RS256', 'ES256', 'EdDSA'], 'expected "RS256", "ES256" or "EdDSA"'),
  ),
  interactive: v.exactOptional(yesOrNo),
  consent: v.exactOptional(yesOrNo),
  forgiving: v.exactOptional(yesOrNo),
  registration: v.exactOptional(v.picklist(['registered', 'learn'], 'expected "registered" or "learn"')),
} satisfies Record<keyof Policy, unknown>)

const bound = wholeNumber(1, 100_000_000)

const scenarioName = v.pipe(
  text,
  v.check(
    (name) => findScenario(name) !== undefined,
    ({ input }) => expectedScenario(input),
  ),
)

/** A scenario to put in force, in the options and in the admin interface. */
export const scenarioChoiceSchema = v.strictObject({
  id: scenarioName,
  times: v.exactOptional(wholeNumber(1, 1_000_000)),
  user: v.exactOptional(text),
  login: v.exactOptional(text),
} satisfies Record<keyof ScenarioChoice, unknown>)

const hostAsCertified = (host: string) => canonicalHost(host) ?? host

/** What a certificate can be made for. */
const certifiedHost = v.pipe(
  text,
  v.check((host) => canonicalHost(host) !== null, 'expected a host name or address without port'),
  v.transform(hostAsCertified),
)

const scenarioChoices = v.pipe(v.array(scenarioChoiceSchema), v.maxLength(1000))

/** One name, one choice, or a list of choices. */
const scenarioOption = withAlternatives(
  v.lazy((input) => {
    if (Array.isArray(input)) return scenarioChoices
    return typeof input === 'object' && input !== null ? scenarioChoiceSchema : scenarioName
  }),
  [scenarioName, scenarioChoiceSchema, scenarioChoices],
)

/** `login` and `/login` are one; the SDKs call them `path_params_login` and `path_params_api`. */
const prefix = v.pipe(
  v.string('expected text'),
  v.regex(/^\/?(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*)?$/, 'expected a path such as /login'),
  v.transform((path) => (path === '' || path === '/' ? '' : `/${path.replace(/^\//, '')}`)),
)

/** A name or address as in a Host header, without its port. */
const hostName = v.pipe(
  text,
  v.regex(
    /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+)$/,
    'expected a host name without port',
  ),
)

const httpsSwitch = v.boolean('expected true, false or an object')

const httpsDetails = v.strictObject({
  hosts: v.optional(listOf(certifiedHost, 'host names', { each: 'host', same: hostAsCertified }), []),
  caFolder: v.optional(text),
  plainToo: v.optional(v.boolean('expected true or false')),
} satisfies Record<keyof HttpsOptions, unknown>)

const https = withAlternatives(
  v.lazy((input) => (typeof input === 'object' && input !== null ? httpsDetails : httpsSwitch)),
  [httpsSwitch, httpsDetails],
)

/** A private JSON Web Key of one of the kinds that sign here. */
const signingKey = v.pipe(
  v.variant(
    'kty',
    [
      v.looseObject({
        kty: v.literal('RSA'),
        ...v.entriesFromList(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], text),
        kid: v.exactOptional(text),
      }),
      v.looseObject({
        kty: v.literal('EC'),
        crv: v.literal('P-256', 'expected "P-256"'),
        ...v.entriesFromList(['x', 'y', 'd'], text),
        kid: v.exactOptional(text),
      }),
      v.looseObject({
        kty: v.literal('OKP'),
        crv: v.literal('Ed25519', 'expected "Ed25519"'),
        ...v.entriesFromList(['x', 'd'], text),
        kid: v.exactOptional(text),
      }),
    ],
    'expected a private JSON Web Key: RSA, EC on P-256, or Ed25519',
  ),
  v.check((key) => readSigningKey(key) !== null, 'expected a whole private key, RSA of 2048 bits at least'),
)

export const optionsSchema = v.strictObject({
  port: v.optional(wholeNumber(0, 65_535), defaultPort),
  host: v.optional(text),
  clients: v.optional(listOf(clientSchema, 'clients', { each: 'client id', member: 'id' })),
  users: v.optional(
    v.pipe(
      listOf(userSchema, 'users', {
        each: 'e-mail address',
        member: 'email',
        same: (email) => email.toLowerCase(),
      }),
      v.nonEmpty('expected at least one user'),
    ),
  ),
  organization: v.optional(v.strictObject({ id: text, name: text })),
  policy: v.optional(policy, {}),
  scenario: v.optional(scenarioOption, 'honest'),
  prefixes: v.optional(v.strictObject({ login: v.optional(prefix, ''), api: v.optional(prefix, '') }), {
    login: '',
    api: '',
  }),
  https: v.optional(https, false),
  api: v.optional(stubListSchema, []),
  stubFolder: v.optional(text, '.'),
  issuer: v.optional(issuerUrl),
  audience: v.optional(text),
  signingKey: v.optional(signingKey),
  dataDir: v.optional(text),
  adminToken: v.optional(
    v.pipe(text, v.regex(/^[A-Za-z0-9._~+/-]+=*$/, 'expected letters, digits and - . _ ~ + / only')),
  ),
  allowHosts: v.optional(listOf(hostName, 'host names'), []),
  bounds: v.optional(
    v.strictObject({
      logins: v.exactOptional(bound),
      accessTokens: v.exactOptional(bound),
      refreshTokens: v.exactOptional(bound),
      recentLogins: v.exactOptional(bound),
      exchanges: v.exactOptional(bound),
      exchangeCharacters: v.exactOptional(bound),
      clients: v.exactOptional(bound),
      users: v.exactOptional(bound),
    } satisfies Record<keyof Bounds, unknown>),
    {},
  ),
})
