// What the mock remembers. Asynchronous, so that a server shared by several replicas can stand behind it.
import type { Client } from '../protocol/client.js'
import type { AccessToken, Login, Revocation, SpentCode } from '../protocol/records.js'

/** What became of an attempt to redeem a code. */
export type Redemption =
  | { readonly kind: 'redeemed' }
  /** Somebody was faster, here or on another replica. */
  | { readonly kind: 'spent'; readonly spent: SpentCode }
  | { readonly kind: 'unknown' }

/** What became of an attempt to begin a login. */
export type Admission =
  | { readonly kind: 'saved' }
  /** Every place is taken by a live login; `limit` names the bound, `bound` is its value. */
  | { readonly kind: 'full'; readonly limit: string; readonly bound: number }

export interface StateStore {
  clients(): Promise<readonly Client[]>
  /** Adds a client, or replaces the one with the same id. */
  saveClient(client: Client): Promise<void>

  /** Keeps a login until its code is redeemed or long expired. Live logins are never dropped to make room. */
  saveLogin(login: Login): Promise<Admission>
  /** The login behind a code, open or spent; null when unknown or forgotten. */
  findCode(
    code: string,
  ): Promise<{ kind: 'login'; login: Login } | { kind: 'spent'; spent: SpentCode } | null>
  /**
   * Takes the code by one atomic operation and leaves the tombstone in its place. Of any number of parallel
   * calls exactly one is answered `redeemed`. The tombstone stays until `until` (milliseconds since 1970), when
   * the lifetime of the code and of its tokens is over.
   */
  redeemCode(code: string, tombstone: SpentCode, until: number): Promise<Redemption>
  /** Logins begun recently, spent ones included, newest last; bounded. */
  recentLogins(): Promise<readonly Login[]>

  saveAccessToken(token: AccessToken): Promise<void>
  findAccessToken(id: string): Promise<AccessToken | null>

  /**
   * Marks a family dead, whether or not its tokens are stored yet; the first cause stays. The mark is kept
   * at least until `until`, when the last token of the family has expired.
   */
  revokeFamily(family: string, revocation: Revocation, until: number): Promise<void>
  findRevocation(family: string): Promise<Revocation | null>
}
