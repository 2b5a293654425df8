// The values of the logins of a run that others must not learn, as the exchanges with the mock show them.
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { readAuthorization } from '../../../server/protocol/client-authentication.js'
import { firstValue, type Parameters, parseParameters } from '../../../server/protocol/parameters.js'
import { readTokenBody } from '../../../server/protocol/token-body.js'
import { accessTokensIssuedBy, codeIssuedBy, refreshTokensIssuedBy } from '../../issued.js'
import type { SecretKind } from '../../observations.js'
import type { ObservedExchange } from '../../transcript.js'
import { leastLength } from './encoded-forms.js'

export interface KnownValue {
  readonly kind: SecretKind
  readonly value: string
  /** Number of the exchange in which it was first seen; null when it was given beforehand. */
  readonly exchange: number | null
  /**
   * Number of the exchange that made it worthless: the one by which its code was redeemed. Null for what never
   * was redeemed, and for tokens and secrets, which stay valuable.
   */
  readonly spentBy: number | null
}

/** A login whose verifier is known only by its hash. */
export interface OpenChallenge {
  readonly challenge: string
  /** Number of the authorization request. */
  readonly exchange: number
  readonly spentBy: number | null
}

interface Redemption {
  readonly number: number
  readonly code: string | null
  readonly parameters: Parameters
  readonly granted: boolean
}

function isTokenRequest({ endpoint, request }: ObservedExchange): boolean {
  return endpoint === 'oauth-token' && request.method !== 'OPTIONS'
}

function redemptionOf({ number, request, outcome }: ObservedExchange): Redemption {
  const parameters = [...readTokenBody(request).parameters, ...parseParameters(request.query)]
  return { number, code: firstValue(parameters, 'code'), parameters, granted: outcome.kind === 'granted' }
}

function authorizeParameters({ request }: ObservedExchange): Parameters {
  const form = request.method === 'POST' ? parseParameters(request.body) : []
  return [...parseParameters(request.query), ...form]
}

/** With a login form in between, the code comes with the answer to the form, which repeats no parameter. */
function logins(exchanges: readonly ObservedExchange[], redemptions: readonly Redemption[]) {
  const requests = exchanges.filter(({ endpoint }) => endpoint === 'oauth-authorize')
  return requests.map((exchange, index) => {
    const rest = requests.slice(index)
    const code = rest.map(codeIssuedBy).find((issued) => issued !== null) ?? null
    const redeemed = redemptions.find((redemption) => redemption.granted && redemption.code === code)
    const spentBy = code === null ? null : (redeemed?.number ?? null)
    return { exchange: exchange.number, parameters: authorizeParameters(exchange), code, spentBy }
  })
}

type Login = ReturnType<typeof logins>[number]

function ofLogin({ exchange, parameters, code, spentBy }: Login): readonly KnownValue[] {
  const state = firstValue(parameters, 'state')
  return [
    ...(code === null ? [] : [{ kind: 'code', value: code, exchange, spentBy } as const]),
    ...(state === null ? [] : [{ kind: 'state', value: state, exchange, spentBy } as const]),
  ]
}

function verifiersOf(redemptions: readonly Redemption[]): readonly KnownValue[] {
  return redemptions.flatMap(({ number, parameters, granted }) => {
    const value = firstValue(parameters, 'code_verifier')
    const spentBy = granted ? number : null
    return value === null ? [] : [{ kind: 'code_verifier', value, exchange: number, spentBy } as const]
  })
}

/** Secrets as they were sent: a Basic header may carry them form-encoded. */
function clientSecretsOf(exchange: ObservedExchange): readonly KnownValue[] {
  const { parameters } = redemptionOf(exchange)
  const basic = readAuthorization(exchange.request).basic?.secret ?? ''
  const decoded = parseParameters(`x=${basic}`)[0]?.value ?? ''
  const sent = [firstValue(parameters, 'client_secret') ?? '', basic, decoded]
  return sent.map((value) => ({
    kind: 'client_secret',
    value,
    exchange: exchange.number,
    spentBy: null,
  }))
}

function tokensOf(exchange: ObservedExchange): readonly KnownValue[] {
  const seen = { exchange: exchange.number, spentBy: null }
  return [
    ...accessTokensIssuedBy([exchange]).map((value) => ({ kind: 'access_token', value, ...seen }) as const),
    ...refreshTokensIssuedBy([exchange]).map((value) => ({ kind: 'refresh_token', value, ...seen }) as const),
  ]
}

/** What is no secret, whatever else it is used for: ids, and challenges, which are made to be seen. */
function publicValues(all: readonly Login[]): ReadonlySet<string | null> {
  return new Set(
    all.flatMap(({ parameters }) =>
      ['client_id', 'redirect_uri', 'code_challenge', 'scope'].map((name) => firstValue(parameters, name)),
    ),
  )
}

/**
 * Everything that can be looked for after a run, each value once, what matters most first. `clientSecret` is the
 * one that the user of the kit gave.
 */
export function knownValuesOf(
  exchanges: readonly ObservedExchange[],
  clientSecret: string | null,
): readonly KnownValue[] {
  const tokenRequests = exchanges.filter(isTokenRequest)
  const redemptions = tokenRequests.map(redemptionOf)
  const all = logins(exchanges, redemptions)
  const given: readonly KnownValue[] =
    clientSecret === null
      ? []
      : [{ kind: 'client_secret', value: clientSecret, exchange: null, spentBy: null }]
  const found = [
    ...exchanges.flatMap(tokensOf),
    ...given,
    ...tokenRequests.flatMap(clientSecretsOf),
    ...verifiersOf(redemptions),
    ...all.flatMap(ofLogin),
  ]
  const known = publicValues(all)
  const distinct = new Map<string, KnownValue>()
  for (const one of found) {
    const worthLooking = one.value.length >= leastLength && placeholderIn(one.value) === null
    if (worthLooking && !known.has(one.value) && !distinct.has(one.value)) distinct.set(one.value, one)
  }
  return [...distinct.values()]
}

/** The challenges of the run whose verifier may be recognised by its hash. */
export function openChallengesOf(exchanges: readonly ObservedExchange[]): readonly OpenChallenge[] {
  const redemptions = exchanges.filter(isTokenRequest).map(redemptionOf)
  return logins(exchanges, redemptions).flatMap(({ exchange, parameters, spentBy }) => {
    const challenge = firstValue(parameters, 'code_challenge')
    return challenge === null || challenge === '' ? [] : [{ challenge, exchange, spentBy }]
  })
}
