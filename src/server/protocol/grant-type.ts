// Which rules a token request is judged by: the table of grant types.

import { mistake } from './autopsy/kinds.js'
import { folded, nearest } from './autopsy/nearest.js'
import { misnamedMistake } from './autopsy/parameter.js'
import type { GrantRules } from './grant.js'
import { authorizationCodeGrant } from './grant-authorization-code.js'
import { clientCredentialsGrant } from './grant-client-credentials.js'
import { refreshTokenGrant } from './grant-refresh-token.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, lookUp, type Parameters } from './parameters.js'

/** By grant type, as on the wire. */
const grants: ReadonlyMap<string, GrantRules> = new Map([
  ['authorization_code', authorizationCodeGrant],
  ['client_credentials', clientCredentialsGrant],
  ['refresh_token', refreshTokenGrant],
])

/** The grant types that are served, as the metadata of the service lists them (RFC 8414 section 2). */
export const servedGrantTypes: readonly string[] = [...grants.keys()]

/** Grant types that exist but are not served, so that a slip is not taken for one that is. */
const foreignGrants: readonly string[] = [
  'password',
  'implicit',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]

/** What others call a grant type that is served, beside slips. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['code', 'authorization_code'],
  ['authcode', 'authorization_code'],
  ['pkce', 'authorization_code'],
  ['refresh', 'refresh_token'],
  ['clientcredential', 'client_credentials'],
])

export interface GrantChoice {
  /** Null for a grant type that is not served. */
  readonly rules: GrantRules | null
  readonly mistakes: readonly Mistake[]
}

/** What a request without a grant type is about: by the parameter that only one of them has. */
function unnamedGrant(parameters: Parameters): GrantRules {
  const refreshes =
    firstValue(parameters, 'refresh_token') !== null && firstValue(parameters, 'code') === null
  return refreshes ? refreshTokenGrant : authorizationCodeGrant
}

/** The rules to judge by. A missing or misspelt grant type is judged as the one that was meant. */
export function chosenGrant(parameters: Parameters): GrantChoice {
  const sent = lookUp(parameters, 'grant_type')
  if (sent.kind === 'absent' || sent.kind === 'empty') {
    const missing =
      misnamedMistake(parameters, 'grant_type', tokenParameterNames) ?? mistake('grant-type-missing')
    return { rules: unnamedGrant(parameters), mistakes: [missing] }
  }
  const rules = grants.get(sent.value)
  if (rules !== undefined) return { rules, mistakes: [] }
  const isForeign = foreignGrants.includes(sent.value)
  const meant = isForeign ? null : meantGrant(sent.value)
  if (meant !== null) {
    const misspelt = mistake('grant-type-misspelt', { words: { nearest: meant } })
    return { rules: grants.get(meant) ?? null, mistakes: [misspelt] }
  }
  const shown = isForeign ? sent.value : 'of that name'
  return { rules: null, mistakes: [mistake('grant-type-unsupported', { words: { shown } })] }
}

function meantGrant(value: string): string | null {
  return nearest(value, [...servedGrantTypes, ...foreignGrants]) ?? otherNames.get(folded(value)) ?? null
}
