// Who sends a token request: the Basic header, the parameters of the body, and the registration they belong to
// (RFC 6749 sections 2.3.1 and 3.2.1).

import { unknownClientMistake } from './autopsy/client.js'
import { damage } from './autopsy/damage.js'
import { mistake } from './autopsy/kinds.js'
import { misnamedMistake } from './autopsy/parameter.js'
import type { Client } from './client.js'
import type { HttpRequest } from './message.js'
import type { Mistake } from './mistake.js'
import { firstValue, type Parameters } from './parameters.js'
import type { Policy } from './policy.js'

/** Id and secret of a Basic header, after base64 and before form-decoding. */
export interface BasicCredentials {
  readonly id: string
  readonly secret: string
}

export interface ReadAuthorization {
  readonly basic: BasicCredentials | null
  readonly mistakes: readonly Mistake[]
}

function malformed(why: string): ReadAuthorization {
  return { basic: null, mistakes: [mistake('basic-malformed', { words: { why } })] }
}

/** Reads the Authorization header of a token request. Another scheme than Basic is not read. */
export function readAuthorization(request: HttpRequest): ReadAuthorization {
  const values = request.headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value)
  const [value, ...others] = values
  if (value === undefined) return { basic: null, mistakes: [] }
  if (others.length > 0) {
    return { basic: null, mistakes: [mistake('authorization-doubled', { words: { times: values.length } })] }
  }
  const [, scheme = '', encoded = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(value) ?? []
  if (scheme.toLowerCase() !== 'basic') return { basic: null, mistakes: [mistake('authorization-not-basic')] }
  if (encoded === '') return malformed('nothing follows the word Basic')
  if (/^[^:\s]*:/.test(encoded)) return malformed('id and secret are not base64-encoded')
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(encoded)) return malformed('it is not base64')
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon === -1) return malformed('there is no colon between id and secret')
  return { basic: { id: decoded.slice(0, colon), secret: decoded.slice(colon + 1) }, mistakes: [] }
}

/** Form-decoded as RFC 6749 section 2.3.1 asks; the text itself where it is not form-encoded. */
export function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

export interface Authentication {
  /** Null while the client is unknown. */
  readonly client: Client | null
  /** Whether the client showed its secret, and it is the right one. */
  readonly proven: boolean
  readonly mistakes: readonly Mistake[]
  /** What the log should say of a request that is granted: which reading of a Basic header was the right one. */
  readonly notes: readonly Mistake[]
  /** The registration to write when the request is granted, or null. */
  readonly register: Client | null
}

export interface AuthenticationQuestion {
  readonly parameters: Parameters
  readonly basic: BasicCredentials | null
  readonly clients: readonly Client[]
  /** Id of the client to which the code or refresh token was given; null while unknown. */
  readonly owner: string | null
  /** What to say when a confidential client leaves its secret out; null where it may. */
  readonly missingSecret: Mistake | null
  readonly policy: Policy
}

interface Shown {
  readonly secret: string
  /** How else the secret may be meant: form-decoded, in a Basic header. */
  readonly readings: readonly string[]
  readonly where: string
}

/** The secret that the request shows, or null. An empty one counts as none: the official CLI sends it so. */
function shownSecret({ basic, parameters }: AuthenticationQuestion): Shown | null {
  if (basic !== null && basic.secret !== '') {
    const readings = [basic.secret, formDecoded(basic.secret)]
    return { secret: basic.secret, readings, where: 'in the Basic header' }
  }
  const secret = firstValue(parameters, 'client_secret')
  return secret === null ? null : { secret, readings: [secret], where: 'in the body' }
}

/** The registration of the client, or the mistake in naming it. */
function identified(question: AuthenticationQuestion): {
  client: Client | null
  mistakes: readonly Mistake[]
} {
  const { parameters, basic, clients, policy } = question
  const inBody = firstValue(parameters, 'client_id')
  const named = basic !== null && basic.id !== '' ? [basic.id, formDecoded(basic.id)] : [inBody ?? '']
  const client = clients.find(({ id }) => named.includes(id)) ?? null
  const [id = ''] = named
  if (id === '') {
    const missing =
      misnamedMistake(parameters, 'client_id', ['client_secret']) ?? mistake('token-client-id-missing')
    // The forgiving policy goes on with the client of the code.
    const client = policy.forgiving
      ? (clients.find((candidate) => candidate.id === question.owner) ?? null)
      : null
    return { client, mistakes: [missing] }
  }
  if (client === null) return { client, mistakes: [unknownClientMistake(id, clients)] }
  const contradicts = inBody !== null && inBody !== client.id
  return { client, mistakes: contradicts ? [mistake('client-id-contradiction')] : [] }
}

/** Why the secret is not the registered one, if that can be seen. */
function secretHint(shown: Shown, registered: string): string {
  const seen = shown.readings.map((reading) => damage(registered, reading)).find((how) => how !== null)
  return seen === undefined ? '' : `: ${seen}`
}

/** What a learned client registers: the secret as it was meant, as far as its writing shows that. */
function learnedSecret(shown: Shown): string {
  return shown.readings.length > 1 && /%[0-9A-Fa-f]{2}/.test(shown.secret)
    ? formDecoded(shown.secret)
    : shown.secret
}

/** Which reading of a Basic header was the right one, where the two differ. */
function readingNotes(shown: Shown, registered: string): readonly Mistake[] {
  if (shown.readings.length < 2 || /^[A-Za-z0-9*._~-]*$/.test(registered)) return []
  return [mistake(shown.secret === registered ? 'basic-secret-raw' : 'basic-secret-encoded')]
}

/**
 * Whether the request comes from the client it names.
 *
 * A public client names itself in the body or in a Basic header with an empty secret. A confidential client
 * shows its secret in the header or in the body, as it likes each time; the header is compared raw and
 * form-decoded, because SDKs send it raw and RFC 6749 section 2.3.1 asks for the form encoding. Under the
 * policy `learn` the first secret of a client that has none becomes the registered one.
 */
export function authenticate(question: AuthenticationQuestion): Authentication {
  const { client, mistakes } = identified(question)
  if (client === null) return { client, proven: false, mistakes, notes: [], register: null }
  const shown = shownSecret(question)
  const { basic, missingSecret, parameters, policy } = question
  const twice = basic !== null && basic.secret !== '' && firstValue(parameters, 'client_secret') !== null
  const all = twice ? [...mistakes, mistake('client-auth-doubled')] : mistakes
  const unproven = { client, proven: false, notes: [], register: null }
  if (shown === null) {
    const missing = client.secret === undefined ? null : missingSecret
    return { ...unproven, mistakes: missing === null ? all : [...all, missing] }
  }
  if (client.secret === undefined) {
    if (policy.registration === 'learn') {
      const register = { ...client, secret: learnedSecret(shown) }
      return { client, proven: true, mistakes: all, notes: [], register }
    }
    const unexpected = mistake('client-secret-unexpected', { words: { where: shown.where } })
    return { ...unproven, mistakes: [...all, unexpected] }
  }
  if (shown.readings.includes(client.secret)) {
    const notes = readingNotes(shown, client.secret)
    return { client, proven: true, mistakes: all, notes, register: null }
  }
  const words = { where: shown.where, hint: secretHint(shown, client.secret) }
  return { ...unproven, mistakes: [...all, mistake('client-secret-wrong', { words })] }
}
