// Mistakes in the parameters of any request: too many, doubled, damaged, called by another name.
import type { Mistake } from '../mistake.js'
import { lookUp, mostParameters, type Parameters } from '../parameters.js'
import { mistake } from './kinds.js'
import { editDistance, folded } from './nearest.js'

/** Doubled and damaged parameters among those of `names`, in that order; others are none of our business. */
export function parameterMistakes(parameters: Parameters, names: readonly string[]): readonly Mistake[] {
  const surplus =
    parameters.length >= mostParameters
      ? [mistake('parameters-too-many', { words: { most: mostParameters - 1 } })]
      : []
  return [...surplus, ...names.flatMap((name) => mistakesOf(parameters, name))]
}

function mistakesOf(parameters: Parameters, name: string): readonly Mistake[] {
  const found = lookUp(parameters, name)
  if (found.kind === 'doubled') {
    return [mistake('parameter-doubled', { parameter: name, words: { times: found.times } })]
  }
  if (found.kind !== 'one' || found.parameter.damage === null) return []
  return [mistake(`parameter-${found.parameter.damage}`, { parameter: name })]
}

/**
 * The mistake of calling `name` otherwise (`codeVerifier`, `redirect_url`), or null. Only for a parameter
 * that is missing; `known` are the names that mean something else.
 */
export function misnamedMistake(
  parameters: Parameters,
  name: string,
  known: readonly string[],
): Mistake | null {
  const wanted = folded(name)
  const sent = parameters.find((parameter) => {
    if (parameter.value === '' || known.includes(parameter.name) || parameter.name.length > 40) return false
    const candidate = folded(parameter.name)
    return candidate === wanted || (wanted.length > 6 && editDistance(candidate, wanted) <= 2)
  })
  if (sent === undefined) return null
  return mistake('parameter-misnamed', { parameter: name, words: { sent: sent.name } })
}
