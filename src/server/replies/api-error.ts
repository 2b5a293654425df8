// Error answers of the Genesys Cloud API.
import type { HttpReply, Pairs } from '../protocol/message.js'
import { jsonReply } from './reply.js'

/**
 * The error body of the API. `code` is a Genesys error code such as `bad.credentials`; `correlation` is the
 * value of the `ININ-Correlation-Id` header of the same answer.
 */
export function apiError(
  status: number,
  code: string,
  message: string,
  correlation: string,
  headers: Pairs = [],
): HttpReply {
  return jsonReply(
    status,
    { message, code, status, contextId: correlation, details: [], errors: [] },
    headers,
  )
}

/** 404 for a resource that is not there, in the words of Genesys Cloud. */
export function notFound(correlation: string): HttpReply {
  return apiError(404, 'not.found', 'The requested resource was not found.', correlation)
}
