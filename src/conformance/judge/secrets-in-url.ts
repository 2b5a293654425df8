// The secrets of a run, and where they stand in the URLs that were asked for.
import { placeholderIn } from '../../server/protocol/autopsy/placeholder.js'
import { readAuthorization } from '../../server/protocol/client-authentication.js'
import { firstValue, parseParameters } from '../../server/protocol/parameters.js'
import { type Disguise, disguiseOf } from '../hidden-text.js'
import { accessTokensIssuedBy, codesIssuedBy, refreshTokensIssuedBy } from '../issued.js'
import type { ObservedExchange, Transcript } from '../transcript.js'
import { tokenRequests } from './token-request.js'

export type SecretKind = 'verifier' | 'code' | 'client secret' | 'access token' | 'refresh token'

export interface Secret {
  readonly kind: SecretKind
  readonly value: string
}

export interface Leak extends Secret {
  /** Name of the parameter that holds it; null when it stands in the path. */
  readonly parameter: string | null
  readonly disguise: Disguise
}

/** Parameters that hold a secret by their name, whatever their value. */
const secretNames: ReadonlyMap<string, SecretKind> = new Map([
  ['code_verifier', 'verifier'],
  ['client_secret', 'client secret'],
])

/** The challenge is made to be seen. What it gives away is judged where it is compared with the verifier. */
const madeToBeSeen = 'code_challenge'

function secretsShownTo(transcript: Transcript): readonly Secret[] {
  return tokenRequests(transcript).flatMap(({ exchange, parameters }) => {
    const shown: readonly (readonly [SecretKind, string | null | undefined])[] = [
      ['verifier', firstValue(parameters, 'code_verifier')],
      ['client secret', firstValue(parameters, 'client_secret')],
      ['client secret', readAuthorization(exchange.request).basic?.secret],
    ]
    return shown.flatMap(([kind, value]) => (value ? [{ kind, value }] : []))
  })
}

/** Everything secret that the client sent to the token endpoint, or got from the mock, in these runs. */
export function secretsOf(transcripts: readonly Transcript[]): readonly Secret[] {
  const known = transcripts.flatMap((transcript): readonly Secret[] => [
    ...secretsShownTo(transcript),
    ...codesIssuedBy(transcript.exchanges).map((value) => ({ kind: 'code', value }) as const),
    ...accessTokensIssuedBy(transcript.exchanges).map((value) => ({ kind: 'access token', value }) as const),
    ...refreshTokensIssuedBy(transcript.exchanges).map(
      (value) => ({ kind: 'refresh token', value }) as const,
    ),
  ])
  const distinct = new Map(known.map((secret) => [`${secret.kind} ${secret.value}`, secret]))
  return [...distinct.values()].filter(({ value }) => placeholderIn(value) === null)
}

/** A secret in one parameter: by its value, or because the parameter is called so. */
function leaksIn(name: string, value: string, raw: string, secrets: readonly Secret[]): readonly Leak[] {
  const found = secrets.flatMap((secret): readonly Leak[] => {
    const disguise = disguiseOf(secret.value, value) ?? disguiseOf(secret.value, raw)
    return disguise === null ? [] : [{ ...secret, parameter: name, disguise }]
  })
  const kind = secretNames.get(name)
  const named = kind !== undefined && value !== '' && placeholderIn(value) === null
  if (!named || found.some((leak) => leak.kind === kind)) return found
  return [...found, { kind, value, parameter: name, disguise: 'plain' }]
}

/** The secrets in the URL of one request. */
export function leaksOf({ request }: ObservedExchange, secrets: readonly Secret[]): readonly Leak[] {
  const inPath = leaksIn('', request.path, request.path, secrets).map((leak) => ({
    ...leak,
    parameter: null,
  }))
  const parameters = parseParameters(request.query).filter(({ name }) => name !== madeToBeSeen)
  const inQuery = parameters.flatMap(({ name, value, raw }) => [
    ...leaksIn(name, value, raw, secrets),
    // A query without names is one long name.
    ...leaksIn('', name, name, secrets).map((leak) => ({ ...leak, parameter: null })),
  ])
  return [...inPath, ...inQuery]
}
