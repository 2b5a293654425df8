// Every mistake the mock can name, as data. A new kind is one row in a table and one recogniser in this folder.
import type { Mistake, MistakeArea, OAuthErrorCode } from '../mistake.js'
import type { Policy } from '../policy.js'
import { authorizeKinds } from './kinds-authorize.js'
import { bearerKinds } from './kinds-bearer.js'
import { hashingKinds } from './kinds-hashing.js'
import { loginKinds } from './kinds-login.js'
import { pkceKinds } from './kinds-pkce.js'
import { refreshKinds } from './kinds-refresh.js'
import { regionKinds } from './kinds-region.js'
import { requestKinds } from './kinds-request.js'
import { scopeKinds } from './kinds-scope.js'
import { tokenKinds } from './kinds-token.js'
import { verifierKinds } from './kinds-verifier.js'

export interface Kind {
  /** `by-parameter`: area and error code follow from the parameter, see `areaOfParameter`. */
  readonly area: MistakeArea | 'by-parameter'
  readonly error: OAuthErrorCode
  /** Wire name of the parameter at fault; null where none is, or where the recogniser names it. */
  readonly parameter: string | null
  /** What is wrong, no full stop. `{name}` is filled in by the recogniser; never with a secret. */
  readonly sentence: string
  readonly fix: string
  /** What it does to a request; a mistake without a weight refuses it. */
  readonly weight?: 'warns' | 'refuses-under-strict-body' | 'refuses-unknown-scopes'
}

export const kinds = {
  ...requestKinds,
  ...authorizeKinds,
  ...loginKinds,
  ...pkceKinds,
  ...verifierKinds,
  ...hashingKinds,
  ...tokenKinds,
  ...refreshKinds,
  ...bearerKinds,
  ...regionKinds,
  ...scopeKinds,
} as const satisfies Record<string, Kind>

export type MistakeKind = keyof typeof kinds

const table: ReadonlyMap<string, Kind> = new Map(Object.entries(kinds))

/** Where a faulty value is at fault by itself, whatever the fault: its area and error code. */
const areaOfParameter: ReadonlyMap<string, readonly [MistakeArea, OAuthErrorCode]> = new Map([
  ['client_id', ['client', 'invalid_client']],
  ['client_secret', ['client', 'invalid_client']],
  ['redirect_uri', ['redirect-uri', 'invalid_request']],
  ['code', ['code', 'invalid_grant']],
  ['code_challenge', ['pkce', 'invalid_request']],
  ['code_challenge_method', ['pkce', 'invalid_request']],
  ['code_verifier', ['pkce', 'invalid_request']],
  ['access_token', ['token', 'invalid_token']],
  ['refresh_token', ['token', 'invalid_grant']],
])

/** What a recogniser knows about one mistake: the words to fill in, and where they differ from the table. */
export interface Details {
  readonly words?: Readonly<Record<string, string | number>>
  readonly parameter?: string
  readonly fix?: string
}

/** The mistake of kind `kind`, its sentence filled in. */
export function mistake(kind: MistakeKind, details: Details = {}): Mistake {
  const row: Kind = kinds[kind]
  const parameter = details.parameter ?? row.parameter
  const words = { parameter: parameter ?? 'the value', ...details.words }
  const [area, error] =
    row.area === 'by-parameter'
      ? (areaOfParameter.get(parameter ?? '') ?? (['parameter', row.error] as const))
      : ([row.area, row.error] as const)
  return {
    kind,
    area,
    error,
    parameter,
    sentence: fillIn(row.sentence, words),
    fix: fillIn(details.fix ?? row.fix, words),
  }
}

/** Puts words into a template once; what a client sent is never read as a template. */
function fillIn(template: string, words: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (gap, name: string) => String(words[name] ?? gap))
}

const forgivable: ReadonlySet<MistakeArea> = new Set(['pkce', 'body', 'parameter', 'token-placement'])

/** What the mistakes of a request do to it under a policy. */
export interface Weighing {
  /** All mistakes: those that refuse first, each group in the order given. */
  readonly mistakes: readonly Mistake[]
  /** The first mistake that refuses the request, or null when it may go on. */
  readonly refusal: Mistake | null
  /** True when the request goes on only because the policy is forgiving. */
  readonly forgiven: boolean
}

/** Decides which mistakes refuse a request, which are warnings, and which the policy forgives. */
export function weigh(mistakes: readonly Mistake[], policy: Policy): Weighing {
  const counts = (mistake: Mistake) => {
    const weight = table.get(mistake.kind)?.weight
    if (weight === 'refuses-under-strict-body') return policy.strictBody
    if (weight === 'refuses-unknown-scopes') return policy.unknownScopes === 'refuse'
    return weight === undefined
  }
  const forgives = (mistake: Mistake) => policy.forgiving && forgivable.has(mistake.area)
  const counting = mistakes.filter(counts)
  const refusing = counting.filter((mistake) => !forgives(mistake))
  const rest = mistakes.filter((mistake) => !refusing.includes(mistake))
  return {
    mistakes: [...refusing, ...rest],
    refusal: refusing[0] ?? null,
    forgiven: refusing.length === 0 && counting.length > 0,
  }
}
