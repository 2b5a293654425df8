// How one SDK is pointed at a mock: a piece of source in the language of the SDK.

/** What a snippet is filled in with. */
export interface Wiring {
  /** For example `http://127.0.0.1:7636`. */
  readonly url: string
  readonly protocol: 'http' | 'https'
  /** As it stands in a URL: an IPv6 address has brackets. */
  readonly hostname: string
  readonly port: number
  readonly clientId: string
  /** The certificate of the CA, absolute; null over plain http, or where nobody knows it. */
  readonly caFile: string | null
  /** Lines for a shell, by which the runtime of the SDK trusts that CA; empty where there is nothing to set. */
  readonly trust: readonly string[]
}

/** The runtimes whose trust is set from outside. */
export type TrustedBy = 'node' | 'java' | 'openssl'

export interface Snippet {
  /** What the command calls it. */
  readonly id: string
  /** Other words for the same. */
  readonly aliases: readonly string[]
  readonly name: string
  /** Null: the snippet itself says it. */
  readonly trustedBy: TrustedBy | null
  /** What begins a comment. */
  readonly comment: string
  /** The source below its heading. */
  readonly source: (wiring: Wiring) => string
}

export function defineSnippet<const Id extends string>(snippet: Snippet & { readonly id: Id }) {
  return snippet
}

/** A string literal, the same in JavaScript, Python, Java, C# and Go. */
export function literal(text: string): string {
  return JSON.stringify(text)
}
