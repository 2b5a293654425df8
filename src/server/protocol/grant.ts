// What the rules of one grant type say about a token request.

import type { Client } from './client.js'
import type { Mistake } from './mistake.js'
import type { Login, RefreshToken, Revocation } from './records.js'
import type { ScopeGrant } from './scope.js'
import type { TokenQuestion } from './token.js'

/** What is granted, and on what ground. */
export type Granted =
  | { readonly grantType: 'authorization_code'; readonly login: Login; readonly scope: ScopeGrant }
  | { readonly grantType: 'client_credentials'; readonly scope: ScopeGrant }
  | {
      readonly grantType: 'refresh_token'
      /** The token that was shown, or the one that it was rotated into a moment ago. */
      readonly refresh: RefreshToken
      /** `rotate`: a successor takes its place. `repeat`: it is the successor, given once more. */
      readonly give: 'rotate' | 'repeat'
      readonly scope: ScopeGrant
    }

/** A family whose tokens die by a refusal, and why. */
export interface FamilyToRevoke {
  readonly family: string
  readonly why: Revocation['why']
}

export interface GrantJudgement {
  readonly mistakes: readonly Mistake[]
  /** What to grant when no mistake stands against it; null while that is unknown. */
  readonly granted: Granted | null
  /** Number of the exchange that caused the refusal, or null. */
  readonly cause: number | null
  readonly revoke: FamilyToRevoke | null
}

/** The rules of one grant type. */
export interface GrantRules {
  /** Judges a request; the client is null while it is unknown, and what hangs on it is then not judged. */
  judge(question: TokenQuestion, client: Client | null): GrantJudgement
  /** The mistake of a confidential client that leaves its secret out; null where it may. */
  missingSecret(question: TokenQuestion): Mistake | null
}
