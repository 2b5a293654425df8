// What a client sent that has to be random, login by login in the order of time: verifiers and values of state.

import { firstValue } from '../../server/protocol/parameters.js'
import { s256 } from '../../server/protocol/pkce.js'
import type { Transcript } from '../transcript.js'
import type { AuthorizeRequest } from './authorize-request.js'
import { challengeOf, distinctLogins } from './logins.js'
import { placeIn } from './place.js'
import { randomParts } from './random-part.js'
import type { Sample } from './randomness/sample.js'
import { codeRequests, probableLoginOf, type TokenRequest } from './token-request.js'
import type { Place } from './verdict.js'
import { placeholderFor, verifierOf } from './verifier-seen.js'

export interface SentText extends Sample {
  readonly at: number
  readonly where: Place
  /** The whole value of the parameter; `text` may be the random part of it. */
  readonly whole: string
}

export interface SentTexts {
  /** One for each login at most. */
  readonly verifiers: readonly SentText[]
  readonly states: readonly SentText[]
}

/** The place of a login among all of them, and the verifier that was sent for it. */
interface Redeemed {
  readonly order: number
  readonly request: TokenRequest
  readonly verifier: string
}

/** The login that a verifier was made for: the one with its challenge, else the one whose code it came with. */
function orderOf(request: TokenRequest, verifier: string, logins: readonly AuthorizeRequest[]): number {
  const { transcript } = request
  const challenge = s256(verifier)
  const own = logins.findIndex((login) => login.transcript === transcript && challengeOf(login) === challenge)
  if (own >= 0) return own
  const probable = probableLoginOf(request)
  const exact = logins.findIndex(({ exchange }) => exchange === probable?.exchange)
  if (exact >= 0) return exact
  const number = probable?.exchange.number ?? request.exchange.number
  return logins.findLastIndex((login) => login.transcript === transcript && login.exchange.number <= number)
}

function redeemed(
  transcripts: readonly Transcript[],
  logins: readonly AuthorizeRequest[],
): readonly Redeemed[] {
  const found = new Map<number, Redeemed>()
  for (const request of codeRequests(transcripts)) {
    const verifier = verifierOf(request)
    if (verifier === null) continue
    const order = orderOf(request, verifier, logins)
    if (!found.has(order)) found.set(order, { order, request, verifier })
  }
  return [...found.values()].toSorted((one, other) => one.order - other.order)
}

function statesOf(logins: readonly AuthorizeRequest[]): readonly SentText[] {
  const carrying = logins.flatMap((request, order) => {
    const value = firstValue(request.parameters, 'state')
    return value === null || placeholderFor(value) !== null ? [] : [{ request, value, order }]
  })
  const parts = randomParts(carrying.map(({ value }) => value))
  return carrying.map(({ request, value, order }, index) => ({
    role: 'state',
    text: parts[index] ?? value,
    whole: value,
    login: order + 1,
    at: request.exchange.at,
    where: placeIn(request, 'state'),
  }))
}

/**
 * The verifiers and states of the runs, but for those with a seed. Transcripts come in the order in which they were gathered, and exchanges in that
 * of time, so logins are counted through all of them. A login whose beginning was not seen is counted as login 0.
 */
export function sentTextsOf(transcripts: readonly Transcript[]): SentTexts {
  return textsOf(transcripts.filter((transcript) => !isSeeded(transcript)))
}

/** The same of the runs with a seed, which say nothing of how the client draws otherwise. */
export function seededTextsOf(transcripts: readonly Transcript[]): SentTexts {
  return textsOf(transcripts.filter(isSeeded))
}

function isSeeded({ scenario }: Transcript): boolean {
  return scenario === 'seeded-runs'
}

function textsOf(transcripts: readonly Transcript[]): SentTexts {
  const logins = distinctLogins(transcripts)
  const verifiers = redeemed(transcripts, logins).map(
    ({ order, request, verifier }): SentText => ({
      role: 'verifier',
      text: verifier,
      whole: verifier,
      login: order + 1,
      at: logins[order]?.exchange.at ?? request.exchange.at,
      where: placeIn(request, 'code_verifier'),
    }),
  )
  return { verifiers, states: statesOf(logins) }
}
