// The first half of an authorize decision: who asks, and where the answer may be sent. Until both are certain
// nothing is redirected (RFC 6749 section 4.1.2.1).

import { unknownClientMistake } from './autopsy/client.js'
import { codePointOf } from './autopsy/difference.js'
import { mistake } from './autopsy/kinds.js'
import { closest } from './autopsy/nearest.js'
import { misnamedMistake } from './autopsy/parameter.js'
import { placeholderIn, placeholderMistake } from './autopsy/placeholder.js'
import { decodedOnce, redirectDifference } from './autopsy/redirect.js'
import type { Client } from './client.js'
import type { Mistake } from './mistake.js'
import { authorizeParameterNames } from './parameter-names.js'
import { lookUp, type Parameters } from './parameters.js'
import type { Policy } from './policy.js'
import { admitsRedirect, isCompleteRedirect, redirectUriFault, withoutLoopbackPort } from './redirect-uri.js'

export type Identification =
  | {
      readonly kind: 'known'
      readonly client: Client
      readonly redirectUri: string
      readonly redirectUriSent: boolean
      readonly register: Client | null
      /** Warnings only. */
      readonly mistakes: readonly Mistake[]
    }
  | {
      readonly kind: 'unknown'
      readonly mistakes: readonly [Mistake, ...Mistake[]]
      readonly registrable: { readonly clientId: string; readonly redirectUri: string } | null
    }

interface Claim {
  /** The value to go on with, or null when there is none that can be used. */
  readonly value: string | null
  readonly mistakes: readonly Mistake[]
}

/** The value of a parameter that decides where the answer goes: exactly one, or it cannot be trusted. */
function claim(parameters: Parameters, name: string, missing: () => Mistake): Claim {
  const found = lookUp(parameters, name)
  if (found.kind === 'one') {
    const { damage } = found.parameter
    if (damage === null) return { value: found.value, mistakes: [] }
    return { value: null, mistakes: [mistake(`parameter-${damage}`, { parameter: name })] }
  }
  if (found.kind === 'doubled') {
    const doubled = mistake('parameter-doubled', { parameter: name, words: { times: found.times } })
    return { value: null, mistakes: [doubled] }
  }
  return { value: null, mistakes: [misnamedMistake(parameters, name, authorizeParameterNames) ?? missing()] }
}

/** What a forbidden character betrays. */
function characterHint(uri: string, character: string): string {
  if (/^(["'`]).*\1$/s.test(uri.trim())) return ' (the URI is in quotes)'
  if (character === ' ') return ' (a raw + or a blank)'
  return /[\r\n]/.test(character) ? ' (a line break)' : ''
}

/** The mistake in a redirect URI that no registration could admit, or null. */
function redirectFormMistake(uri: string): Mistake | null {
  const fault = redirectUriFault(uri)
  if (fault === null) return null
  const placeholder = placeholderMistake('redirect_uri', uri)
  if (placeholder !== null) return placeholder
  if (redirectUriFault(decodedOnce(uri)) === null) return mistake('redirect-uri-double-encoded')
  const index = [...uri].findIndex((character) => /[^\x21-\x7E]|["<>\\^`{|}]/.test(character))
  const character = [...uri][index] ?? ''
  const codePoint = codePointOf(character)
  const hint = characterHint(uri, character)
  return mistake(`redirect-uri-${fault}`, {
    words: { codePoint, index, hint, scheme: uri.slice(0, Math.max(0, uri.indexOf(':'))) },
  })
}

function unregisteredMistake(client: Client, uri: string): Mistake {
  if (client.grantType !== 'CODE') {
    return mistake('client-grant-type', { words: { registered: client.grantType } })
  }
  const placeholder = placeholderMistake('redirect_uri', uri)
  if (placeholder !== null && client.redirectUris.every((known) => placeholderIn(known) === null)) {
    return placeholder
  }
  const near = closest(uri, client.redirectUris)
  const difference = near === null ? 'it has no registered URI' : redirectDifference(near, uri)
  return mistake('redirect-uri-unregistered', { words: { difference } })
}

function missingRedirect(client: Client | null): Mistake {
  const why = () => {
    if (client === null || client.redirectUris.length === 0) return 'none is registered in its place'
    const several = client.redirectUris.length > 1 || client.anyLoopbackRedirect === true
    return several ? 'more than one may be meant' : 'the registered one has no port'
  }
  return mistake('redirect-uri-missing', { words: { why: why() } })
}

/** The redirect URI of a client that may leave it out: registered in full, and no other. */
function impliedRedirect(client: Client | null, parameters: Parameters): string | null {
  const found = lookUp(parameters, 'redirect_uri').kind
  if (client === null || (found !== 'absent' && found !== 'empty')) return null
  const [only, ...others] = client.redirectUris
  if (only === undefined || others.length > 0 || client.anyLoopbackRedirect === true) return null
  return isCompleteRedirect(only) ? only : null
}

/** What a page may offer to register: only where registering is the remedy. */
function registrable(
  clientId: string | null,
  redirectUri: string | null,
  mistakes: readonly Mistake[],
  policy: Policy,
): { clientId: string; redirectUri: string } | null {
  const remedied = mistakes.every(
    ({ kind }) => kind === 'client-unknown' || kind === 'redirect-uri-unregistered',
  )
  if (clientId === null || redirectUri === null || !remedied || policy.registration === 'learn') return null
  return { clientId, redirectUri }
}

interface ClaimedClient extends Claim {
  /** The registration of the client, or null while it is unknown. */
  readonly client: Client | null
}

function claimClient(parameters: Parameters, clients: readonly Client[], learns: boolean): ClaimedClient {
  const id = claim(parameters, 'client_id', () => mistake('client-id-missing'))
  const client = clients.find((candidate) => candidate.id === id.value) ?? null
  if (id.value === null || client !== null || learns) return { ...id, client }
  return { ...id, client, mistakes: [unknownClientMistake(id.value, clients)] }
}

function claimRedirect(parameters: Parameters, client: Client | null): Claim {
  const uri = claim(parameters, 'redirect_uri', () => missingRedirect(client))
  if (uri.value === null) return uri
  const form = redirectFormMistake(uri.value)
  if (form !== null) return { value: null, mistakes: [form] }
  if (client === null || admitsRedirect(client, uri.value)) return uri
  return { ...uri, mistakes: [unregisteredMistake(client, uri.value)] }
}

/** The registration that a request brings along: a loopback redirect URI without its port. */
function learnedClient(id: string, redirectUri: string): Client {
  return { id, name: id, grantType: 'CODE', redirectUris: [withoutLoopbackPort(redirectUri)] }
}

/** A learned client id that nobody can have registered anywhere is worth a warning. */
function learningWarnings(clientId: string): readonly Mistake[] {
  const placeholder = placeholderIn(clientId)
  return placeholder === null ? [] : [mistake('client-id-unset', { words: { shown: placeholder.shown } })]
}

/**
 * Who asks and where the answer goes. Under the policy `learn`, while no client is known, the first request
 * with a client id and a usable redirect URI brings its own registration; a loopback redirect URI is then
 * registered without its port.
 */
export function identify(parameters: Parameters, clients: readonly Client[], policy: Policy): Identification {
  const learns = policy.registration === 'learn' && clients.length === 0
  const { client, ...id } = claimClient(parameters, clients, learns)
  const implied = impliedRedirect(client, parameters)
  if (client !== null && implied !== null) {
    return {
      kind: 'known',
      client,
      redirectUri: implied,
      redirectUriSent: false,
      register: null,
      mistakes: [],
    }
  }
  const redirect = claimRedirect(parameters, client)
  const [first, ...others] = [...id.mistakes, ...redirect.mistakes]
  if (first !== undefined || id.value === null || redirect.value === null) {
    const mistakes = [first ?? mistake('client-id-missing'), ...others] as const
    return { kind: 'unknown', mistakes, registrable: registrable(id.value, redirect.value, mistakes, policy) }
  }
  const register = client === null ? learnedClient(id.value, redirect.value) : null
  return {
    kind: 'known',
    client: client ?? learnedClient(id.value, redirect.value),
    redirectUri: redirect.value,
    redirectUriSent: true,
    register,
    mistakes: register === null ? [] : learningWarnings(id.value),
  }
}
