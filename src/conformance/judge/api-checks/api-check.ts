// A check of an application that accepts tokens: one requirement, judged from what it did with each of them.
import type { ApiRun } from '../../api-calls.js'
import type { Check, Reason } from '../checks/check.js'
import type { Verdict } from '../verdict.js'

export interface ApiCheck<Id extends string = string, R extends string = string>
  extends Pick<Check<Id, R>, 'id' | 'title' | 'why' | 'fix' | 'clauses' | 'rule'> {
  readonly reasons: Readonly<Record<R, Reason>>
  judge(run: ApiRun): Verdict<R>
}

export function defineApiCheck<const Id extends string, const R extends string>(
  check: ApiCheck<Id, R>,
): ApiCheck<Id, R> {
  return check
}
