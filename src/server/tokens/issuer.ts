// Makes and reads access tokens.
import type { AccessToken } from '../protocol/records.js'

/** What a token says besides its record. */
export interface TokenDetails {
  readonly issuer: string
  readonly audience: string
  /** Further claims of client and user; those of the mock itself count more. */
  readonly claims?: Readonly<Record<string, unknown>>
}

export interface TokenIssuer {
  /** The text of the token `token`; `issuer` and `audience` as decided for the request. */
  issue(token: AccessToken, details: TokenDetails): Promise<string>
  /** The id of a token that was made here and not altered, whatever its dates say; null for any other text. */
  identify(text: string): Promise<string | null>
  /** The public keys, as a JWK set (RFC 7517); without keys where tokens are not signed. */
  publicKeys(): Promise<{ readonly keys: readonly object[] }>
}
