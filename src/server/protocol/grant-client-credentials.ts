// The rules of a client that acts for itself, without a user (RFC 6749 section 4.4).

import { mistake } from './autopsy/kinds.js'
import { scopeMistakes } from './autopsy/scope.js'
import type { Client } from './client.js'
import type { GrantJudgement, GrantRules } from './grant.js'
import type { Mistake } from './mistake.js'
import { narrowedScope, requestedScopes, scopesOfClient } from './scope.js'
import type { TokenQuestion } from './token.js'

function clientMistakes({ grantType, secret }: Client): readonly Mistake[] {
  if (grantType !== 'CLIENT-CREDENTIALS') {
    return [mistake('client-credentials-unauthorized', { words: { registered: grantType } })]
  }
  return secret === undefined ? [mistake('client-without-secret')] : []
}

function judge({ tokenRequest }: TokenQuestion, client: Client | null): GrantJudgement {
  const { parameters } = tokenRequest
  const scopes = scopeMistakes(parameters, client)
  if (client === null) return { mistakes: scopes, granted: null, cause: null, revoke: null }
  const scope = narrowedScope(requestedScopes(parameters), scopesOfClient(client))
  return {
    mistakes: [...clientMistakes(client), ...scopes],
    granted: { grantType: 'client_credentials', scope },
    cause: null,
    revoke: null,
  }
}

/** Parameters of other grant types and unknown ones are ignored; the secret is what the grant rests on. */
export const clientCredentialsGrant: GrantRules = {
  judge,
  missingSecret: () => mistake('client-secret-required', { words: { grant: 'client_credentials' } }),
}
