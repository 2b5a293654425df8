// Leads from a refusal to its explanation.
import type { HttpRequest, Pair } from '../protocol/message.js'

/** The header that leads to what is wrong and what to do, for each mistake of exchange number `exchange`. */
export function helpLink(request: HttpRequest, exchange: number): Pair {
  return ['Link', `<${request.origin}/_mock/help?exchange=${exchange}>; rel="help"`]
}
