// HTTP messages as plain data. Names and values are ordered pairs, so that a doubled parameter or header
// stays visible; nothing is decoded here.

/** A name and its value. */
export type Pair = readonly [name: string, value: string]
export type Pairs = readonly Pair[]

/** A request exactly as it arrived. */
export interface HttpRequest {
  /** As on the request line, for example `POST`. */
  readonly method: string
  /** Scheme and authority on which the request arrived, for example `http://127.0.0.1:7636`; no trailing slash. */
  readonly origin: string
  /** The path as on the request line, not decoded, without the query. */
  readonly path: string
  /** The query as on the request line, not decoded, without the question mark; empty when there is none. */
  readonly query: string
  /** In the order and case in which they were sent. */
  readonly headers: Pairs
  /** The body decoded as UTF-8; octets that are not UTF-8 become U+FFFD. */
  readonly body: string
}

export interface HttpReply {
  readonly status: number
  readonly headers: Pairs
  readonly body: string
}

/** The value of the first header called `name` (case does not matter), or undefined. */
export function headerOf(message: { readonly headers: Pairs }, name: string): string | undefined {
  const wanted = name.toLowerCase()
  // The length first: every request is asked for a dozen headers, and lower case is a new text each time.
  return message.headers.find(
    ([candidate]) => candidate.length === wanted.length && candidate.toLowerCase() === wanted,
  )?.[1]
}

/** The media type of a message, lower case, without its parameters; undefined when the header is absent. */
export function mediaTypeOf(message: { readonly headers: Pairs }): string | undefined {
  return headerOf(message, 'content-type')?.split(';')[0]?.trim().toLowerCase()
}

/** A copy of `reply` in which header `name` has `value`; it keeps its place, or comes last when it is new. */
export function withHeader(reply: HttpReply, name: string, value: string): HttpReply {
  const wanted = name.toLowerCase()
  const known = reply.headers.some(([candidate]) => candidate.toLowerCase() === wanted)
  const headers = known
    ? reply.headers.map((pair): Pair => (pair[0].toLowerCase() === wanted ? [pair[0], value] : pair))
    : [...reply.headers, [name, value] as const]
  return { ...reply, headers }
}

/** A copy of `reply` without the headers called `name`. */
export function withoutHeader(reply: HttpReply, name: string): HttpReply {
  const unwanted = name.toLowerCase()
  return { ...reply, headers: reply.headers.filter(([candidate]) => candidate.toLowerCase() !== unwanted) }
}
