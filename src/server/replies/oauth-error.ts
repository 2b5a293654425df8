// Error answers of the token endpoint, RFC 6749 section 5.2, with the second description field that
// Genesys Cloud sends.
import type { HttpReply, Pairs } from '../protocol/message.js'
import type { OAuthErrorCode } from '../protocol/mistake.js'
import { jsonReply } from './reply.js'

/** `{error, description, error_description}`; both descriptions carry the same text. */
export function oauthError(
  status: number,
  error: OAuthErrorCode,
  description: string,
  headers: Pairs = [],
): HttpReply {
  return jsonReply(status, { error, description, error_description: description }, headers)
}
