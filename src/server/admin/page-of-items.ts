// A page of a long list: the newest items, or those after a given one.

import type { Problem } from '../../validation/validation.js'
import type { HttpRequest } from '../protocol/message.js'
import { firstValue, parseParameters } from '../protocol/parameters.js'
import { type AdminReply, itemsOf, type Operation, refused } from './resource.js'

const defaultLimit = 100
const mostLimit = 1000

/** The documents of the parameters that `pageOf` reads. */
export function pageQuery(after: string): NonNullable<Operation['query']> {
  return {
    after: { description: after, schema: { type: 'integer', minimum: 0 } },
    limit: {
      description: `how many at most; ${defaultLimit} when left out`,
      schema: { type: 'integer', minimum: 1, maximum: mostLimit },
    },
  }
}

/**
 * The items that the query of `request` asks for. Without `after` the newest ones, with it the first ones that
 * come later, so that a program can follow the list without gaps.
 */
export function pageOf<T>(
  items: readonly T[],
  numberOf: (item: T) => number,
  request: HttpRequest,
  view: (item: T) => unknown,
): AdminReply {
  const parameters = parseParameters(request.query)
  const problems: Problem[] = []
  const read = (name: string, least: number, most: number) => {
    const text = firstValue(parameters, name)
    if (text === null) return null
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    const problem = `expected a whole number from ${least} to ${most}, got "${text.slice(0, 50)}"`
    problems.push({ field: name, problem })
    return null
  }
  const limit = read('limit', 1, mostLimit) ?? defaultLimit
  const after = read('after', 0, Number.MAX_SAFE_INTEGER)
  if (problems.length > 0) return refused(400, 'invalid_query', 'the query cannot be used', problems)
  const chosen =
    after === null ? items.slice(-limit) : items.filter((item) => numberOf(item) > after).slice(0, limit)
  return itemsOf(chosen.map(view))
}
