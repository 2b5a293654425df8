// Which mistakes that the mock names are told by a check of their own, and which are told by none.
import { kinds } from '../../server/protocol/autopsy/kinds.js'
import type { Mistake } from '../../server/protocol/mistake.js'
import type { ClientKind, ObservedExchange } from '../transcript.js'

/** Kinds behind which a check stands that looks at the request itself. */
const owned = [
  /^(?:challenge|verifier|value|response-type|grant-type|body|authorize-url|bearer-in)-/,
  /^method-(?:missing|plain|misspelt|unsupported|not-post)$/,
  /^parameter-(?:doubled|misnamed)$/,
  /^parameters-in-url$/,
  /^client-(?:unknown|id-missing|id-unset|id-is-secret|id-contradiction)$/,
  /^token-client-id-missing$/,
  /^redirect-uri-(?:missing|not-absolute|double-encoded|fragment|illegal-character|differs|not-repeated|unregistered)$/,
  /^code-(?:missing|unknown|altered|and-verifier-swapped|of-another-client|used-twice)$/,
  /^client-auth-doubled$/,
  /^bearer-(?:twice|undefined|malformed|header-doubled|is-refresh-token)$/,
  /^token-(?:altered|of-other-region)$/,
]

/** Damage in a token request is judged with the form of its body; nobody else looks at it elsewhere. */
const ownedInTokenRequests = /^parameter-invalid-(?:percent|utf8)$/

const warnings: ReadonlySet<string> = new Set(
  Object.entries(kinds).flatMap(([kind, row]) => ('weight' in row ? [kind] : [])),
)

/** A server-side app that leaves out its secret is judged by the way in which it authenticates. */
const ownedInWebApps = /^client-secret-missing$/

function isOwned({ kind }: Mistake, { endpoint }: ObservedExchange, client: ClientKind): boolean {
  if (client === 'web' && ownedInWebApps.test(kind)) return true
  if (endpoint === 'oauth-token' && ownedInTokenRequests.test(kind)) return true
  return owned.some((pattern) => pattern.test(kind))
}

/** The mistakes for which a strict server refuses this request and of which no check of their own speaks. */
export function unownedMistakes(exchange: ObservedExchange, client: ClientKind): readonly Mistake[] {
  return exchange.outcome.mistakes.filter(
    (mistake) => !warnings.has(mistake.kind) && !isOwned(mistake, exchange, client),
  )
}
