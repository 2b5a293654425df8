// Scopes that do not exist, or that the client cannot have: what was probably meant.

import type { Client } from '../client.js'
import { genesysScopes } from '../genesys-scopes.js'
import type { Mistake } from '../mistake.js'
import { firstValue, lookUp, type Parameters } from '../parameters.js'
import { coversScope, isKnownScope, requestedScopes, scopesOfClient } from '../scope.js'
import { codePointOf } from './difference.js'
import { mistake } from './kinds.js'
import { nearest } from './nearest.js'

/** OpenID Connect Core 1.0, sections 5.4 and 11. */
const openIdScopes = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access']

/** The last word of a permission or scope of other services that only reads. */
const reading = /^(?:read(?:only)?|view|get|list|search|query)$/i

/** More names than these are counted, not told. */
const mostTold = 3
const longestTold = 50

/** A name as it may be printed. */
function printable(name: string): string {
  const text = name.replace(/[^\x21\x23-\x5B\x5D-\x7E]/g, '?')
  return text.length > longestTold ? `${text.slice(0, longestTold)}...` : text
}

function listed(names: readonly string[]): string {
  const told = names.slice(0, mostTold).join(', ')
  return names.length > mostTold ? `${told} and ${names.length - mostTold} more` : told
}

/** `analytics:readonly` for `analytics:conversations:read`, `users` for `user`; null when nothing is near. */
export function nearestScope(name: string): string | null {
  const same = nearest(name, genesysScopes)
  if (same !== null) return same
  const [head = '', ...rest] = name.split(/[:./]/)
  if (rest.length === 0) return nearest(`${name}s`, genesysScopes)
  const area = nearest(head, genesysScopes) ?? nearest(`${head}s`, genesysScopes)
  if (area === null) return null
  const reads = reading.test(rest.at(-1) ?? '') && isKnownScope(`${area}:readonly`)
  return reads ? `${area}:readonly` : area
}

function unknownMistake(names: readonly string[]): Mistake {
  const openId = names.filter((name) => openIdScopes.includes(name.toLowerCase()))
  const others = names.filter((name) => !openId.includes(name))
  const meant = others.map((name) => {
    const near = nearestScope(name)
    return near === null ? printable(name) : `${printable(name)} (nearest is ${near})`
  })
  const parts = [
    ...(meant.length === 0 ? [] : [listed(meant)]),
    ...(openId.length === 0 ? [] : [`${listed(openId)} (there are no OpenID scopes here)`]),
  ]
  return mistake('scope-unknown', { words: { names: parts.join(', ') } })
}

/** What is wrong with the form of the list, or null: RFC 6749 appendix A.4. */
function malformedBy(text: string): string | null {
  if (/^\s*[[{]/.test(text)) return 'it is JSON'
  if (text.includes(',')) return 'commas stand between the names'
  const illegal = [...text].find((character) => !/[\x20\x21\x23-\x5B\x5D-\x7E]/.test(character))
  if (illegal !== undefined) return `it holds ${codePointOf(illegal)}`
  if (text !== text.trim()) return 'it begins or ends with a space'
  return text.includes('  ') ? 'it has two spaces in a row' : null
}

/** What is wrong with the list itself: its form, and names that no scope has. */
function listMistakes(parameters: Parameters, requested: readonly string[]): readonly Mistake[] {
  const why = malformedBy(firstValue(parameters, 'scope') ?? '')
  const malformed = why === null ? [] : [mistake('scope-malformed', { words: { why } })]
  const unknown = why === 'it is JSON' ? [] : requested.filter((name) => !isKnownScope(name))
  return unknown.length === 0 ? malformed : [...malformed, unknownMistake(unknown)]
}

/** The scopes asked for; null for none. Which value of a doubled parameter counts cannot be told: none then. */
function judgedScopes(parameters: Parameters): readonly string[] | null {
  return lookUp(parameters, 'scope').kind === 'doubled' ? null : requestedScopes(parameters)
}

/** Form and existence of the scopes asked for, and whether `client` has them; null while it is unknown. */
export function scopeMistakes(parameters: Parameters, client: Client | null): readonly Mistake[] {
  const requested = judgedScopes(parameters)
  if (requested === null) return []
  const list = listMistakes(parameters, requested)
  return client === null ? list : [...list, ...beyond(requested.filter(isKnownScope), client)]
}

function beyond(names: readonly string[], client: Client): readonly Mistake[] {
  const denied = names.filter((name) => !coversScope(scopesOfClient(client), name))
  if (denied.length === 0) return []
  const kind = denied.length === names.length ? 'scope-none-allowed' : 'scope-beyond-client'
  return [mistake(kind, { words: { names: listed(denied) } })]
}

/** The same for a refresh, which may not ask for more than the login granted (RFC 6749 section 6). */
export function refreshScopeMistakes(parameters: Parameters, granted: readonly string[]): readonly Mistake[] {
  const requested = judgedScopes(parameters)
  if (requested === null) return []
  const wider = requested.filter((name) => isKnownScope(name) && !coversScope(granted, name))
  const list = listMistakes(parameters, requested)
  if (wider.length === 0) return list
  return [...list, mistake('scope-exceeds-grant', { words: { names: listed(wider) } })]
}
