// What a client did after one answer of the token endpoint.
import { firstValue, parseParameters } from '../../server/protocol/parameters.js'
import { queryOf } from '../issued.js'
import { apiExchanges, type Callback, type ObservedExchange, type Transcript } from '../transcript.js'
import { type AuthorizeRequest, authorizeRequests } from './authorize-request.js'
import { type TokenRequest, tokenRequests } from './token-request.js'
import { lastRefusal, noAuthorizeRequest, noTokenRequest } from './unseen.js'

/** How a client took its stand on the answer. */
export type Stand =
  /** `loud`: it said that the login failed, by its exit code or on the page with which it answered. */
  | { readonly kind: 'stopped'; readonly how: string; readonly loud: boolean }
  | { readonly kind: 'undecided'; readonly why: string }

/** The first good token request of a run, and what followed its answer. */
export interface Course {
  readonly transcript: Transcript
  readonly request: TokenRequest
  /** API requests that show a credential, whatever it is. */
  readonly calls: readonly ObservedExchange[]
  /** Every further token request, of whatever kind. */
  readonly tokenRequests: readonly TokenRequest[]
  /** Those that carry the same code. */
  readonly again: readonly TokenRequest[]
  /** Logins that it began by itself afterwards. */
  readonly logins: readonly AuthorizeRequest[]
}

/** Whether an API request shows a credential: without one it is a visit like any other. */
export function showsCredential({ request }: ObservedExchange): boolean {
  const inHeader = request.headers.some(([name]) => name.toLowerCase() === 'authorization')
  const parameters = [...parseParameters(request.query), ...parseParameters(request.body)]
  return inHeader || firstValue(parameters, 'access_token') !== null
}

/** The course of a run, or why it has none: a sentence. */
export function courseOf(transcript: Transcript): Course | string {
  const requests = tokenRequests(transcript)
  const request = requests.find(
    ({ purpose, exchange }) =>
      (purpose === 'code' || purpose === 'unclear') && exchange.outcome.kind === 'granted',
  )
  if (request === undefined) return whyNone(transcript, requests)
  const { number } = request.exchange
  const later = requests.filter(({ exchange }) => exchange.number > number)
  return {
    transcript,
    request,
    calls: apiExchanges(transcript).filter((call) => call.number > number && showsCredential(call)),
    tokenRequests: later,
    again: later.filter(({ code }) => code !== null && code === request.code),
    logins: authorizeRequests(transcript).filter(({ exchange }) => exchange.number > number),
  }
}

function whyNone(transcript: Transcript, requests: readonly TokenRequest[]): string {
  if (authorizeRequests(transcript).length === 0) return noAuthorizeRequest([transcript])
  if (requests.length === 0) return noTokenRequest([transcript])
  return `the login was refused: ${lastRefusal(transcript) ?? transcript.ending.what}`
}

function callbackOf({ transcript, request }: Course): Callback | undefined {
  const { code } = request
  return transcript.callbacks.findLast(({ url, afterExchange }) =>
    code === null ? afterExchange < request.exchange.number : firstValue(queryOf(url), 'code') === code,
  )
}

/** How the client took its stand: it ended, or it answered its callback and then fell silent. */
export function standOf(course: Course): Stand {
  const { kind, what, exitCode } = course.transcript.ending
  if (kind === 'deadline' || kind === 'interrupted') {
    return { kind: 'undecided', why: `the run ended too early: ${what}` }
  }
  if (exitCode !== null) {
    return { kind: 'stopped', how: `ended with exit code ${exitCode}`, loud: exitCode !== 0 }
  }
  const answer = callbackOf(course)?.answer
  if (answer?.kind === 'answered') {
    const how = `answered its callback with status ${answer.status}`
    return { kind: 'stopped', how, loud: answer.status >= 400 }
  }
  if (answer?.kind === 'dropped') {
    return { kind: 'stopped', how: 'closed the connection of its callback', loud: true }
  }
  return { kind: 'undecided', why: `the client left its callback unanswered: ${what}` }
}

/** How runtimes end a program that did not catch its error. */
const unhandled =
  /^Node\.js v\d+\.\d+|^Traceback \(most recent call last\):|^panic: |^Exception in thread "|^Unhandled exception\.|^\S+\.rb:\d+:in |^thread '.*' panicked at |^(?:PHP )?Fatal error: +Uncaught /m

/** How the client broke down after the answer, in a few words; null when it did not. */
export function breakdownOf({ transcript }: Pick<Course, 'transcript'>, control: Transcript): string | null {
  const { ending, output, kind } = transcript
  // What stays up after a good login is meant to stay up, whatever another login comes to.
  const staysUp = kind === 'web' && control.ending.exitCode === null
  if (staysUp && ending.exitCode !== null) return `the whole app ended with exit code ${ending.exitCode}`
  if (ending.exitCode === null || ending.exitCode === 0) return null
  return unhandled.test(output.stderr) ? 'it ended with an error that it had not caught' : null
}
