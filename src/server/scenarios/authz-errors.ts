// The redirect back to the client carries an error instead of a code.
import { withHeader } from '../protocol/message.js'
import { redirectWithout } from '../tampering/instead.js'
import { defineScenario, type Tamper } from './scenario.js'

function errorRedirect(error: string, description: string): Tamper {
  return (honest, about) => {
    const location = redirectWithout(honest, about, { error, error_description: description })
    return location === null ? honest : withHeader(honest, 'Location', location)
  }
}

function variant<const Id extends string>(id: Id, error: string, description: string) {
  return {
    id,
    what: `The mock sends the browser back with the error ${error} and the state.`,
    concerns: 'authorize',
    tamper: errorRedirect(error, description),
  } as const
}

/** The codes of RFC 6749 section 4.1.2.1, and the one that only Genesys Cloud has. */
export const authzErrors = defineScenario({
  id: 'authz-errors',
  what: 'The mock answers a good authorize request with an error.',
  variants: [
    variant('access-denied', 'access_denied', 'the user did not approve the request'),
    variant('invalid-request', 'invalid_request', 'the request is not valid'),
    variant('unauthorized-client', 'unauthorized_client', 'the client may not use this flow'),
    variant(
      'unsupported-response-type',
      'unsupported_response_type',
      'the response type is not supported for this client',
    ),
    variant('invalid-scope', 'invalid_scope', 'the requested scope is not valid'),
    variant('server-error', 'server_error', 'the server met an unexpected condition'),
    variant(
      'temporarily-unavailable',
      'temporarily_unavailable',
      'the server is overloaded or under maintenance',
    ),
    variant('invalid-pkce-package', 'invalid_pkce_package', 'the PKCE parameters are not valid'),
  ],
})
