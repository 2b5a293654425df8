// How a token request shows who sends it: the ways of client authentication that it carries.
import { placeholderIn } from '../../server/protocol/autopsy/placeholder.js'
import { readAuthorization } from '../../server/protocol/client-authentication.js'
import { firstValue } from '../../server/protocol/parameters.js'
import type { TokenRequest } from './token-request.js'

export interface ShownCredential {
  /** `empty-basic`: a Basic header without a secret, which names the client and proves nothing. */
  readonly way: 'basic' | 'empty-basic' | 'body' | 'assertion'
  /** In words: `a secret in the Basic header`. */
  readonly what: string
  /** The secret; null where there is none that is shared. */
  readonly secret: string | null
  /** The parameter or header that holds it. */
  readonly parameter: string
}

/** Every credential of the client in a token request, in the order in which RFC 6749 section 2.3 has them. */
export function credentialsOf({ exchange, parameters }: TokenRequest): readonly ShownCredential[] {
  const { basic } = readAuthorization(exchange.request)
  const inBody = firstValue(parameters, 'client_secret')
  const found: ShownCredential[] = []
  if (basic !== null) {
    const parameter = 'Authorization'
    found.push(
      basic.secret === ''
        ? { way: 'empty-basic', what: 'a Basic header without a secret', secret: null, parameter }
        : { way: 'basic', what: 'a secret in the Basic header', secret: basic.secret, parameter },
    )
  }
  // The word undefined in the place of a secret is no secret.
  if (inBody !== null && placeholderIn(inBody) === null) {
    found.push({ way: 'body', what: 'client_secret', secret: inBody, parameter: 'client_secret' })
  }
  if (firstValue(parameters, 'client_assertion') !== null) {
    const parameter = 'client_assertion'
    found.push({ way: 'assertion', what: 'client_assertion', secret: null, parameter })
  }
  return found
}
