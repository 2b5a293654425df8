// Makes and reads access tokens.
import type { AccessToken } from '../protocol/records.js'

export interface TokenIssuer {
  /** The text of a signed token for `token`; `issuer` and `audience` as decided for the request. */
  issue(token: AccessToken, names: { readonly issuer: string; readonly audience: string }): Promise<string>
  /** The `jti` of a token whose signature is good, whatever its dates say; null for any other text. */
  identify(text: string): Promise<string | null>
  /** The public keys, as a JWK set (RFC 7517). */
  publicKeys(): Promise<{ readonly keys: readonly object[] }>
}
