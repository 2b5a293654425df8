// What the mock remembers. Asynchronous, so that a server shared by several replicas can stand behind it.
import type { Client } from '../protocol/client.js'
import type {
  AccessToken,
  Login,
  RefreshToken,
  Revocation,
  Session,
  SpentCode,
  SpentRefreshToken,
} from '../protocol/records.js'

/** What became of an attempt to redeem a code. */
export type Redemption =
  | { readonly kind: 'redeemed' }
  /** Somebody was faster, here or on another replica. */
  | { readonly kind: 'spent'; readonly spent: SpentCode }
  | { readonly kind: 'unknown' }

/** What became of an attempt to rotate a refresh token. */
export type Rotation =
  | { readonly kind: 'rotated' }
  /** Somebody was faster, here or on another replica. */
  | { readonly kind: 'spent'; readonly spent: SpentRefreshToken }
  | { readonly kind: 'unknown' }

/** What the store holds under the text of a refresh token. */
export type FoundRefreshToken =
  | { readonly kind: 'live'; readonly refresh: RefreshToken }
  | { readonly kind: 'spent'; readonly spent: SpentRefreshToken }

/** Every place is taken by something alive; `limit` names the bound, `bound` is its value. */
export interface Full {
  readonly kind: 'full'
  readonly limit: string
  readonly bound: number
}

/** What became of an attempt to begin a login. */
export type Admission = { readonly kind: 'saved' } | Full

export interface StateStore {
  clients(): Promise<readonly Client[]>
  /** Adds a client, or replaces the one with the same id. */
  saveClient(client: Client): Promise<void>
  /** Forgets a client; false when there was none. Its codes and tokens stay until they expire. */
  removeClient(id: string): Promise<boolean>

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

  /**
   * Whether there is room for the tokens of one more answer; null when there is. To be asked before a code is
   * taken, because what is saved afterwards is never refused.
   */
  tokensFull(): Promise<Full | null>
  saveAccessToken(token: AccessToken): Promise<void>
  findAccessToken(id: string): Promise<AccessToken | null>

  saveRefreshToken(refresh: RefreshToken): Promise<void>
  /** The refresh token with this text, live or rotated; null when unknown or forgotten. */
  findRefreshToken(token: string): Promise<FoundRefreshToken | null>
  /**
   * Takes the refresh token of `tombstone` and saves its successor, by one atomic operation that leaves the
   * tombstone in its place until its lifetime is over. Of any number of parallel calls exactly one is answered
   * `rotated`.
   */
  rotateRefreshToken(tombstone: SpentRefreshToken): Promise<Rotation>
  /** Texts of the refresh tokens issued last, newest last; bounded. By them a damaged one is recognised. */
  recentRefreshTokens(): Promise<readonly RefreshToken[]>

  /**
   * Marks a family dead, whether or not its tokens are stored yet; the first cause stays. The mark is kept
   * at least until `until`, when the last token of the family has expired.
   */
  revokeFamily(family: string, revocation: Revocation, until: number): Promise<void>
  findRevocation(family: string): Promise<Revocation | null>
  /** The families from which a user has tokens, access or refresh, with the time until which one is good. */
  familiesOfUser(userEmail: string): Promise<ReadonlyMap<string, number>>

  /** Keeps a session; at the bound the one that ends first makes room, and its user logs in once more. */
  saveSession(session: Session): Promise<void>
  /** The session with this id, or null when it is unknown or over. */
  findSession(id: string): Promise<Session | null>
  endSession(id: string): Promise<void>
}
