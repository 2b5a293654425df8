// What is said when the mock holds as much as it may.
import type { Mistake } from '../protocol/mistake.js'
import type { Full } from '../state/store.js'

/** Names the bound that is reached: what is alive is never dropped for something new. */
export function noRoomMistake({ limit, bound }: Full): Mistake {
  const things = limit.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return {
    kind: 'mock-full',
    area: 'transport',
    error: 'temporarily_unavailable',
    parameter: null,
    sentence: `temporarily_unavailable: the mock holds ${bound} live ${things}, its bound, and takes no new one`,
    fix: `Wait until some have expired, or raise bounds.${limit} of the mock.`,
  }
}
