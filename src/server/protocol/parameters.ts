// Parameters of a query or a form body: one decoding, every pair kept, damage noticed.

export interface Parameter {
  readonly name: string
  /** Decoded once: `+` is a space, percent-encoding is undone as UTF-8. */
  readonly value: string
  /** The value as on the wire, not decoded. */
  readonly raw: string
  /** `invalid-percent`: a `%` without two hex digits; `invalid-utf8`: octets that are not UTF-8. */
  readonly damage: 'invalid-percent' | 'invalid-utf8' | null
}

export type Parameters = readonly Parameter[]
