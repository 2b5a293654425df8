// What the mock makes in another form than it usually does, all of it legal: only scenarios ask for it.

export interface Quirks {
  /**
   * What authorization codes look like: 32 characters of base64url; 2000 of them; or with every character that
   * is easily lost on the way through a form (RFC 6749 appendix A.11 allows all that can be printed).
   */
  readonly codeForm: 'plain' | 'long' | 'punctuated'
  /** Every login gives a refresh token, whatever its client is registered for. */
  readonly refreshTokensForAll: boolean
  /** There is an endpoint that revokes tokens (RFC 7009), and the metadata names it. */
  readonly offersRevocation: boolean
}

export const noQuirks: Quirks = { codeForm: 'plain', refreshTokensForAll: false, offersRevocation: false }
