// Why the CA of a data folder cannot be used.

/** The CA of the data folder cannot be used; the message names the file and says what to do. */
export class AuthorityFileError extends Error {
  override readonly name = 'AuthorityFileError'
  readonly kind: 'broken' | 'foreign' | 'expired' | 'not-yet-valid' | 'unreadable' | 'not-writable'
  readonly file: string

  constructor(kind: AuthorityFileError['kind'], file: string, message: string) {
    super(message)
    this.kind = kind
    this.file = file
  }
}
