// What is wrong with the form of a challenge, under the method that came with it.
import { challengeMistakes } from '../../server/protocol/autopsy/challenge.js'
import { methodMistake } from '../../server/protocol/autopsy/method.js'
import type { Mistake } from '../../server/protocol/mistake.js'
import { firstValue, lookUp, type Parameters } from '../../server/protocol/parameters.js'
import { challengeFaults, firstReservedCharacter, verifierLength } from '../../server/protocol/pkce.js'

/** What the client most likely meant; `unsaid`: no method, or one that does not exist. */
export type MeantMethod = 'S256' | 'plain' | 'unsaid'

export function meantMethodOf(parameters: Parameters): MeantMethod {
  const kind = methodMistake(lookUp(parameters, 'code_challenge_method'))?.kind
  if (kind === undefined || kind === 'method-misspelt') return 'S256'
  return kind === 'method-plain' ? 'plain' : 'unsaid'
}

/** The reasons of `pkce.challenge.encoding`. */
export type EncodingReason =
  | 'double-encoded'
  | 'line-break'
  | 'padded'
  | 'std-alphabet'
  | 'illegal-character'
  | 'hex'
  | 'base64-of-hex'
  | 'wrong-length'
  | 'non-canonical'
  | 'stringified'
  | 'placeholder'

export interface EncodingFault {
  readonly reason: EncodingReason
  readonly mistake: Mistake
}

const reasonOf: ReadonlyMap<string, EncodingReason> = new Map([
  ['challenge-double-encoded', 'double-encoded'],
  ['challenge-line-break', 'line-break'],
  ['challenge-padded', 'padded'],
  ['challenge-std-alphabet', 'std-alphabet'],
  ['challenge-illegal-character', 'illegal-character'],
  ['challenge-hex', 'hex'],
  ['challenge-base64-of-hex', 'base64-of-hex'],
  ['challenge-quoted', 'illegal-character'],
  ['challenge-wrong-length', 'wrong-length'],
  ['challenge-non-canonical', 'non-canonical'],
  ['value-promise', 'stringified'],
  ['value-stringified', 'stringified'],
  ['value-placeholder', 'placeholder'],
])

/** A list of numbers is an array turned into text; when it was base64-encoded besides, only its length shows. */
function reasonFor(mistake: Mistake, value: string): EncodingReason {
  const known = reasonOf.get(mistake.kind)
  if (known !== undefined) return known
  return challengeFaults(value).includes('illegal-character') ? 'stringified' : 'wrong-length'
}

/** Whether `value` may stand as a challenge under the method plain: the grammar of a verifier. */
function isLegalPlain(value: string): boolean {
  const { length } = [...value]
  const fits = length >= verifierLength.least && length <= verifierLength.most
  return fits && firstReservedCharacter(value) === -1
}

/**
 * The faults in the form of the challenge that `parameters` carry; null where its form cannot be judged: no
 * challenge, the method plain, or no method and a value that is legal under plain. Such a challenge is the
 * verifier itself, of 43 to 128 characters, and the 43 of a hash say nothing about it.
 */
export function encodingFaultsOf(parameters: Parameters): readonly EncodingFault[] | null {
  const value = firstValue(parameters, 'code_challenge')
  const method = meantMethodOf(parameters)
  if (value === null || method === 'plain') return null
  if (method === 'unsaid' && isLegalPlain(value) && challengeFaults(value).length > 0) return null
  return challengeMistakes(value).map((mistake) => ({ reason: reasonFor(mistake, value), mistake }))
}
