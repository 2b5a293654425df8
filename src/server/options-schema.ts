// The form of the options: what each may be, and what is said when it is not.
import * as v from 'valibot'
import type { Policy } from './protocol/policy.js'
import { findScenario, scenarioNames } from './scenarios/index.js'

export const defaultPort = 7636

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

/** Every number and switch of the policy; a new one that is forgotten here does not compile. */
const policy = v.strictObject({
  codeLifetimeSeconds: v.exactOptional(lifetime),
  accessTokenLifetimeSeconds: v.exactOptional(lifetime),
  refreshTokenLifetimeSeconds: v.exactOptional(lifetime),
  refreshReuseWindowSeconds: v.exactOptional(wholeNumber(0, 86_400)),
  strictBody: v.exactOptional(yesOrNo),
  readTokenQuery: v.exactOptional(yesOrNo),
  terseErrors: v.exactOptional(yesOrNo),
  clientErrorStatus: v.exactOptional(v.picklist([400, 401], 'expected 400 or 401')),
  spendCodeOnFailure: v.exactOptional(yesOrNo),
  revokeOnReplay: v.exactOptional(yesOrNo),
  unknownScopes: v.exactOptional(v.picklist(['refuse', 'ignore'], 'expected "refuse" or "ignore"')),
  tokenFormat: v.exactOptional(v.picklist(['jwt', 'opaque'], 'expected "jwt" or "opaque"')),
  signingAlgorithm: v.exactOptional(
    v.picklist(['RS256', 'ES256', 'EdDSA'], 'expected "RS256", "ES256" or "EdDSA"'),
  ),
  interactive: v.exactOptional(yesOrNo),
  forgiving: v.exactOptional(yesOrNo),
  registration: v.exactOptional(v.picklist(['registered', 'learn'], 'expected "registered" or "learn"')),
} satisfies Record<keyof Policy, unknown>)

const bound = wholeNumber(1, 100_000_000)

function areUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length
}

export const optionsSchema = v.strictObject({
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
      accessTokens: v.exactOptional(bound),
      refreshTokens: v.exactOptional(bound),
      recentLogins: v.exactOptional(bound),
      exchanges: v.exactOptional(bound),
    }),
    {},
  ),
})
