// Makes and reads access tokens.
import type { TokenFault } from '../protocol/autopsy/unknown-token.js'
import type { AccessToken } from '../protocol/records.js'
import type { TokenChange } from '../protocol/token-change.js'

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
  /**
   * The text of a token that was just issued here with `change`, for a scenario; null for a token that is not signed.
   * `elsewhere` is the origin of the other host.
   */
  changed(text: string, change: TokenChange, elsewhere: string): string | null
  /**
   * The id of a token that was made here and not altered, in whatever shape and whatever its dates say; null for any
   * other text.
   */
  identify(text: string): Promise<string | null>
  /** What is wrong with a text that `identify` does not know; null where that cannot be seen. */
  faultIn(text: string): Promise<TokenFault | null>
  /** The public keys, as a JWK set (RFC 7517); without keys where tokens are not signed. */
  publicKeys(): Promise<{ readonly keys: readonly object[] }>
  /** Makes further tokens with a new key; the earlier ones stay published and verifiable. */
  rotate(): Promise<void>
}

/** Tokens whose keys can be made and read ahead of the first request. */
export interface Tokens extends TokenIssuer {
  /** Reads the keys that are kept, if any, so that a broken file shows at the start. @throws KeyFileError */
  load(): Promise<void>
  /** Makes or reads the key now, so that the first token need not wait for it. @throws KeyFileError */
  prepare(): Promise<void>
}
