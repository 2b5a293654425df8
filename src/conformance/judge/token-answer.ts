// What an answer of the token endpoint said, in a few words without any secret.
import { headerOf } from '../../server/protocol/message.js'
import { type ObservedExchange, type Transcript, tokenExchanges } from '../transcript.js'
import { quoted } from './wording.js'

type Sent = ObservedExchange['sent']

/** The answer to the first token request that an honest mock grants; an empty one where there was none. */
export function firstTokenAnswer(run: Transcript): Sent {
  const granted = tokenExchanges(run).find(({ outcome }) => outcome.kind === 'granted')
  return granted?.sent ?? { status: 0, headers: [], body: '' }
}

/** The members of a JSON object in the body; null when it is none. */
export function membersIn({ body }: Pick<Sent, 'body'>): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** `token_type "mac"`, `no token_type`: one member as it was sent; not for members that hold a secret. */
export function memberSaid(sent: Sent, name: string): string {
  const value = membersIn(sent)?.[name]
  return value === undefined ? `no ${name}` : `${name} ${quoted(JSON.stringify(value).replace(/^"|"$/g, ''))}`
}

/** How `access_token` was sent: `no access_token`, `an empty access_token`, `the number 12345 as access_token`. */
export function accessTokenSaid(sent: Sent): string {
  const value = membersIn(sent)?.['access_token']
  if (value === undefined) return 'no access_token'
  if (value === '') return 'an empty access_token'
  return typeof value === 'string' ? 'an access_token' : `${JSON.stringify(value)} as access_token`
}

/** `status 400 with error "invalid_grant"`, `status 200 without a body`, `no answer at all`. */
export function answerSaid(sent: Sent): string {
  switch (sent.delivery?.kind) {
    case 'reset':
      return 'a connection that was reset'
    case 'silence':
      return `no answer for ${sent.delivery.seconds} s`
    case 'cut':
      return 'an answer that broke off in the middle'
    case 'drip':
      return `an answer that took ${sent.delivery.seconds} s`
    case undefined:
      return statusSaid(sent)
  }
}

function statusSaid(sent: Sent): string {
  const status = `status ${sent.status}`
  const location = headerOf(sent, 'location')
  if (sent.status >= 300 && sent.status < 400 && location !== undefined) return `${status} and a redirect`
  if (sent.body === '') return `${status} without a body`
  const late = sent.delaySeconds === undefined ? '' : ` after ${sent.delaySeconds} s`
  const error = membersIn(sent)?.['error']
  if (typeof error === 'string') return `${status} with error ${quoted(error)}${late}`
  const type = headerOf(sent, 'content-type')?.split(';', 1)[0] ?? 'no media type'
  return membersIn(sent) === null
    ? `${status} with ${type} that is no JSON object${late}`
    : `${status}${late}`
}
