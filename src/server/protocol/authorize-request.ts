// The second half of an authorize decision: every mistake in the request of a known client.

import { challengeMistakes } from './autopsy/challenge.js'
import { mistake } from './autopsy/kinds.js'
import { methodMistake } from './autopsy/method.js'
import { hashedNothing } from './autopsy/misreading.js'
import { editDistance, folded } from './autopsy/nearest.js'
import { misnamedMistake, parameterMistakes } from './autopsy/parameter.js'
import { placeholderIn, placeholderMistake } from './autopsy/placeholder.js'
import { scopeMistakes } from './autopsy/scope.js'
import type { Client } from './client.js'
import type { Mistake } from './mistake.js'
import { authorizeParameterNames } from './parameter-names.js'
import { firstValue, lookUp, type Parameters } from './parameters.js'
import { s256 } from './pkce.js'

function responseTypeMistakes(parameters: Parameters): readonly Mistake[] {
  const found = lookUp(parameters, 'response_type')
  if (found.kind === 'absent' || found.kind === 'empty') {
    const missing = mistake('response-type-missing')
    return [misnamedMistake(parameters, 'response_type', authorizeParameterNames) ?? missing]
  }
  const { value } = found
  if (value === 'code') return []
  if (/\b(?:id_)?token\b/i.test(value)) return [mistake('response-type-implicit')]
  const name = folded(value)
  const slip = editDistance(name, 'code') <= 1 || /^auth(?:orization|orisation)?code$/.test(name)
  return [mistake(slip ? 'response-type-misspelt' : 'response-type-unknown')]
}

/** What to say about a missing challenge; a client with a secret may do without PKCE altogether. */
function missingChallengeMistakes(parameters: Parameters, client: Client): readonly Mistake[] {
  const misnamed = misnamedMistake(parameters, 'code_challenge', [
    ...authorizeParameterNames,
    'code_verifier',
  ])
  if (misnamed !== null) return [misnamed]
  const method = firstValue(parameters, 'code_challenge_method')
  const verifier = firstValue(parameters, 'code_verifier')
  if (client.secret !== undefined && method === null && verifier === null) return []
  if (verifier !== null) {
    return [mistake('challenge-missing', { words: { why: 'and code_verifier was sent in its place' } })]
  }
  const empty = lookUp(parameters, 'code_challenge').kind === 'empty'
  const why = method === null ? 'and a public client must use PKCE' : 'although a method was sent'
  return [mistake('challenge-missing', { words: { why: empty ? 'its value is empty' : why } })]
}

/** A plain challenge is the verifier itself: only its method is wrong, unless it is no value at all. */
function isPlain(parameters: Parameters): boolean {
  return folded(firstValue(parameters, 'code_challenge_method') ?? '') === 'plain'
}

/** A well-formed challenge whose verifier was not there when it was made. */
function hashOfNothing(challenge: string): readonly Mistake[] {
  const shown = hashedNothing(challenge)
  return shown === null ? [] : [mistake('challenge-of-nothing', { words: { shown } })]
}

function pkceMistakes(parameters: Parameters, client: Client): readonly Mistake[] {
  const challenge = firstValue(parameters, 'code_challenge')
  if (challenge === null) return missingChallengeMistakes(parameters, client)
  const placeholder = isPlain(parameters) ? placeholderMistake('code_challenge', challenge) : null
  const value = isPlain(parameters)
    ? placeholder === null
      ? []
      : [placeholder]
    : [...challengeMistakes(challenge), ...hashOfNothing(challenge)]
  const method =
    misnamedMistake(parameters, 'code_challenge_method', authorizeParameterNames) ??
    methodMistake(lookUp(parameters, 'code_challenge_method'))
  const exposed = firstValue(parameters, 'code_verifier') === null ? [] : [mistake('verifier-in-authorize')]
  return [...value, ...(method === null ? [] : [method]), ...exposed]
}

/** Words of a sentence, joined by + as form encoders write a blank. */
const phrase = /^(?=.{9})(?:[A-Z]?[a-z]+\+)+[A-Z]?[a-z]+$/

/** A raw + that was probably meant as one: the value is base64 when it is taken for that. */
function holdsRawPlus(raw: string): boolean {
  return raw.includes('+') && /^(?:[A-Za-z0-9+/=_.~-]|%2[BbFf]|%3[Dd])+$/.test(raw) && !phrase.test(raw)
}

/** What the mock takes as it comes, and the client will regret. */
function warnings(parameters: Parameters): readonly Mistake[] {
  const state = lookUp(parameters, 'state')
  const hint = lookUp(parameters, 'login_hint')
  const challenge = firstValue(parameters, 'code_challenge')
  const found: Mistake[] = []
  if (state.kind === 'one') {
    const placeholder = placeholderIn(state.value)
    if (placeholder !== null) {
      found.push(mistake('state-stringified', { words: { shown: placeholder.shown } }))
    }
    if (s256(state.value) === challenge) found.push(mistake('state-is-verifier'))
    if (holdsRawPlus(state.parameter.raw)) found.push(mistake('state-raw-plus'))
  }
  if (hint.kind === 'one' && /%40/.test(hint.value)) found.push(mistake('login-hint-double-encoded'))
  if (hint.kind === 'one' && /^[^@]*\+[^@]*(?:@|%40)/.test(hint.parameter.raw)) {
    found.push(mistake('login-hint-raw-plus'))
  }
  return found
}

/** The short name of an organisation and the key of its identity provider belong together. */
function organizationMistakes(parameters: Parameters): readonly Mistake[] {
  const [org, provider] = [firstValue(parameters, 'org'), firstValue(parameters, 'provider')]
  if ((org === null) === (provider === null)) return []
  const [sent, missing] = org === null ? ['provider', 'org'] : ['org', 'provider']
  return [mistake('org-without-provider', { parameter: sent, words: { sent, missing } })]
}

/** Every mistake in the request of a client that is known, in the order in which they are told. */
export function authorizeRequestMistakes(parameters: Parameters, client: Client): readonly Mistake[] {
  return [
    ...parameterMistakes(parameters, authorizeParameterNames),
    ...responseTypeMistakes(parameters),
    ...pkceMistakes(parameters, client),
    ...scopeMistakes(parameters, client),
    ...organizationMistakes(parameters),
    ...warnings(parameters),
  ]
}
