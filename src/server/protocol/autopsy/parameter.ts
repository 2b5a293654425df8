// Mistakes in the parameters of any request: too many, doubled, damaged, called by another name.
import type { Mistake } from '../mistake.js'
import { firstValue, lookUp, mostParameters, type Parameters } from '../parameters.js'
import { mistake } from './kinds.js'
import { editDistance, folded } from './nearest.js'

/** Doubled and damaged parameters among those of `names`, in that order; others are none of our business. */
export function parameterMistakes(parameters: Parameters, names: readonly string[]): readonly Mistake[] {
  const surplus =
    parameters.length >= mostParameters
      ? [mistake('parameters-too-many', { words: { most: mostParameters } })]
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

/** Names by which others call a parameter, besides those that differ by case, separators or a slip. */
const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['client_id', ['client', 'appid', 'applicationid']],
  ['redirect_uri', ['redirect', 'callback', 'callbackurl', 'callbackuri', 'returnurl', 'returnuri']],
  ['code', ['authcode', 'authorizationcode', 'authorisationcode', 'oauthcode']],
  ['code_challenge', ['challenge', 'pkcechallenge', 'pkcecodechallenge']],
  ['code_challenge_method', ['challengemethod', 'pkcemethod', 'pkcechallengemethod']],
  ['code_verifier', ['verifier', 'pkceverifier', 'pkcecodeverifier']],
  ['grant_type', ['grant']],
  ['response_type', ['response']],
])

function isMeantAs(name: string, sent: string): boolean {
  const wanted = folded(name)
  const candidate = folded(sent)
  if (candidate === wanted || otherNames.get(name)?.includes(candidate)) return true
  return wanted.length > 6 && editDistance(candidate, wanted) <= 2
}

/**
 * The mistake of calling `name` otherwise (`codeVerifier`, `redirect_url`), or null. Null as well when `name`
 * itself was sent; `known` are the names that mean something else.
 */
export function misnamedMistake(
  parameters: Parameters,
  name: string,
  known: readonly string[],
): Mistake | null {
  if (firstValue(parameters, name) !== null) return null
  const sent = parameters.find((parameter) => {
    const strange = parameter.value !== '' && !known.includes(parameter.name) && parameter.name.length <= 40
    return strange && isMeantAs(name, parameter.name)
  })
  if (sent === undefined) return null
  return mistake('parameter-misnamed', { parameter: name, words: { sent: sent.name } })
}
