// What is wrong with a code_challenge_method (RFC 7636 section 4.3): S256, spelt exactly so, or refused.
import type { Mistake } from '../mistake.js'
import type { Lookup } from '../parameters.js'
import { mistake } from './kinds.js'
import { editDistance, folded } from './nearest.js'
import { placeholderMistake } from './placeholder.js'

/** The mistake in the method of a request that carries a challenge, or null. Doubling is told elsewhere. */
export function methodMistake(method: Lookup): Mistake | null {
  if (method.kind === 'absent' || method.kind === 'empty') return mistake('method-missing')
  if (method.value === 'S256') return null
  const placeholder = placeholderMistake('code_challenge_method', method.value)
  if (placeholder !== null) return placeholder
  const name = folded(method.value)
  if (name === 'plain') return mistake('method-plain')
  const slip = name.length < 16 && ['s256', 'sha256'].some((right) => editDistance(name, right) <= 1)
  return mistake(slip ? 'method-misspelt' : 'method-unsupported')
}
