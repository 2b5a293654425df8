// Which rules a token request is judged by: the table of grant types.

import { mistake } from './autopsy/kinds.js'
import { nearest } from './autopsy/nearest.js'
import { misnamedMistake } from './autopsy/parameter.js'
import type { Client } from './client.js'
import { type GrantJudgement, judgeAuthorizationCode } from './grant-authorization-code.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { lookUp, type Parameters } from './parameters.js'
import type { TokenQuestion } from './token.js'

/** Judges a request of one grant type; the client is null while it is unknown. */
type GrantJudge = (question: TokenQuestion, client: Client | null) => GrantJudgement

/** By grant type, as on the wire. */
const grants: ReadonlyMap<string, GrantJudge> = new Map([['authorization_code', judgeAuthorizationCode]])

/** Grant types that exist but are not served, so that a slip is not taken for one that is. */
const foreignGrants: readonly string[] = [
  'client_credentials',
  'refresh_token',
  'password',
  'implicit',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]

export interface GrantChoice {
  /** Null for a grant type that is not served. */
  readonly judge: GrantJudge | null
  readonly mistakes: readonly Mistake[]
}

/** The rules to judge by. A missing or misspelt grant type is judged as the one that was meant. */
export function chosenGrant(parameters: Parameters): GrantChoice {
  const sent = lookUp(parameters, 'grant_type')
  const authorizationCode = grants.get('authorization_code') ?? null
  if (sent.kind === 'absent' || sent.kind === 'empty') {
    const missing =
      misnamedMistake(parameters, 'grant_type', tokenParameterNames) ?? mistake('grant-type-missing')
    return { judge: authorizationCode, mistakes: [missing] }
  }
  const judge = grants.get(sent.value)
  if (judge !== undefined) return { judge, mistakes: [] }
  const meant = foreignGrants.includes(sent.value)
    ? null
    : nearest(sent.value, [...grants.keys(), ...foreignGrants])
  if (meant !== null || /^(?:code|pkce)$/i.test(sent.value)) {
    const words = { nearest: meant ?? 'authorization_code' }
    return { judge: grants.get(words.nearest) ?? null, mistakes: [mistake('grant-type-misspelt', { words })] }
  }
  const shown = foreignGrants.includes(sent.value) ? sent.value : 'of that name'
  return { judge: null, mistakes: [mistake('grant-type-unsupported', { words: { shown } })] }
}
