// What the mock said about a parameter that a check misses: it may know under which other name it was sent.
import type { ObservedExchange } from '../transcript.js'

/** Why it is missing, and what to do about that. */
export interface Explanation {
  readonly diagnosis: string
  readonly fix: string
}

/** Faults that say more than the word missing: the parameter was there in another form. */
const telling = /^(?:parameter-misnamed|body-empty|code-and-verifier-swapped)$/

/** The explanation of the mock for the absence of `parameter` in a request; empty when it has none. */
export function explanationOf({ outcome }: ObservedExchange, parameter: string): Partial<Explanation> {
  const found = outcome.mistakes.find(
    (mistake) => telling.test(mistake.kind) && (mistake.parameter ?? parameter) === parameter,
  )
  return found === undefined ? {} : { diagnosis: found.sentence, fix: found.fix }
}
