// What an analysis is given: texts that a client sent, in order.

/** What a text was used for: a code verifier or the parameter `state`. */
export type Role = 'verifier' | 'state'

export interface Sample {
  readonly role: Role
  readonly text: string
  /** The login it belongs to, counted from 1. */
  readonly login: number
  /** When the login began, milliseconds of Unix time, where that is known. */
  readonly at?: number
}

/** The time within which all samples were made, milliseconds of Unix time. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}
