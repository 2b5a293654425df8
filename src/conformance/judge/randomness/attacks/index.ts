// Every attack, in the order in which they are made: the cheap ones first.
import type { Attack } from '../prediction.js'
import { additiveGenerators } from './additive-generators.js'
import { congruentialBytes } from './congruential-bytes.js'
import { congruentialRemainders } from './congruential-remainders.js'
import { congruentialTopBits } from './congruential-top-bits.js'
import { countedValue, patternedValue, publishedValue, repeatedValue } from './constants.js'
import { hashedInputs, hashedMilliseconds } from './hashed-inputs.js'
import { mathRandomJoined } from './math-random-joined.js'
import { mathRandomLinear } from './math-random-linear.js'
import { mathRandomSum, mathRandomSumAcross } from './math-random-sum.js'
import { mersenneWords } from './mersenne-words.js'
import { fewSeedsAttack, fractionSeedsAttack, millisecondSeedsAttack } from './seeded-generators.js'

/** An attack with the largest part of the whole work that it may take. */
export interface Turn {
  readonly attack: Attack
  readonly part: number
}

export const attacks: readonly Turn[] = [
  { attack: publishedValue, part: 1 },
  { attack: repeatedValue, part: 1 },
  { attack: patternedValue, part: 1 },
  { attack: countedValue, part: 1 },
  { attack: additiveGenerators, part: 0.1 },
  { attack: mersenneWords, part: 1 },
  { attack: hashedInputs, part: 0.1 },
  { attack: fewSeedsAttack, part: 0.1 },
  { attack: hashedMilliseconds, part: 0.1 },
  { attack: millisecondSeedsAttack, part: 0.3 },
  { attack: mathRandomLinear, part: 0.2 },
  { attack: mathRandomJoined, part: 0.1 },
  { attack: congruentialTopBits, part: 0.1 },
  { attack: congruentialBytes, part: 0.1 },
  // A hit takes most of its part: nothing after it is needed then.
  { attack: congruentialRemainders, part: 0.5 },
  { attack: mathRandomSum, part: 0.55 },
  { attack: mathRandomSumAcross, part: 1 },
  { attack: fractionSeedsAttack, part: 1 },
]
