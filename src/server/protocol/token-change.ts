// What is changed about a signed access token before it is given away, for applications that accept tokens.

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** What a change may look at. */
export interface TokenFacts {
  /** The origin of the other host of the mock, where nobody has a reason to go. */
  readonly elsewhere: string
  /** The id of the token, another one for each. */
  readonly tokenId: string
  /** The public key that verifies tokens of the mock, as a JSON Web Key. */
  readonly publicKey: Members
  /** The public half of the key that was never published, as a JSON Web Key. */
  readonly foreignKey: Members
}

/** Each member absent: that part stays as it is. */
export interface TokenChange {
  readonly header?: (header: Members, facts: TokenFacts) => Members
  /** Text is taken as it is, for payloads that no JSON object gives. */
  readonly claims?: (claims: Members, facts: TokenFacts) => Members | string
  /**
   * How the token is signed: by the key of the mock (default); by that key with another algorithm that it can do;
   * by a key that was never published; not at all; or by HMAC with the public key as the secret, in one of its texts.
   */
  readonly signature?:
    | 'own'
    | 'other-algorithm'
    | 'foreign'
    | 'none'
    | 'hmac-with-pem'
    | 'hmac-with-der'
    | 'hmac-with-jwk'
  /** What becomes of the finished text. */
  readonly text?: (token: string) => string
}
