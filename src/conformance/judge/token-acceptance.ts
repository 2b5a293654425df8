// Reads what an API did with tokens that have one flaw each. Nothing passes by silence: a refusal counts only where a good
// token was accepted right before and right after it.
import { type ApiCall, type ApiRun, isAccepted, isRefused } from '../api-calls.js'
import {
  type Evidence,
  inconclusive,
  isNonEmpty,
  type Occurrence,
  type Place,
  type Verdict,
} from './verdict.js'

export type Looked<R extends string> =
  | { readonly kind: 'right'; readonly actual: string }
  | { readonly kind: 'broken'; readonly reason: R; readonly expected: string; readonly actual: string }
  | { readonly kind: 'undecided'; readonly why: string }

/** `the API answered 200`, or what was seen instead. */
export function answered({ status, why }: Pick<ApiCall, 'status' | 'why'>): string {
  return status === null
    ? `no answer came: ${why ?? 'the connection was closed'}`
    : `the API answered ${status}`
}

function withToken(call: ApiCall): string {
  return call.token === '' ? answered(call) : `${answered(call)} to the token ${call.token}`
}

export function placeOfCall({ variant }: Pick<ApiCall, 'variant'>): Place {
  return { scenario: 'token-acceptor', variant, exchange: null, parameter: 'Authorization' }
}

export function callsOf(run: ApiRun, variants: readonly string[]): readonly ApiCall[] {
  return run.calls.filter(({ variant }) => variant !== null && variants.includes(variant))
}

/** Why a refusal of this call proves nothing; null when it does. */
export function doubtOf(call: ApiCall): string | null {
  if (isAccepted({ status: call.goodAfter })) return null
  const after = call.goodAfter === null ? 'got no answer' : `was answered ${call.goodAfter}`
  return `a good token right after ${call.variant ?? 'it'} ${after}`
}

/** The token of `call` must be refused; `reason` when it is accepted. */
export function mustRefuse<R extends string>(call: ApiCall, reason: R): Looked<R> {
  if (isAccepted(call)) return { kind: 'broken', reason, expected: 'status 401', actual: withToken(call) }
  if (!isRefused(call))
    return { kind: 'undecided', why: `${call.variant}: ${answered(call)}, which is no decision` }
  const doubt = doubtOf(call)
  return doubt === null ? { kind: 'right', actual: answered(call) } : { kind: 'undecided', why: doubt }
}

/** The token of `call` is good, if rare. */
export function mustAccept<R extends string>(call: ApiCall, reason: R): Looked<R> {
  if (isAccepted(call)) return { kind: 'right', actual: answered(call) }
  const doubt = doubtOf(call)
  if (!isRefused(call) || doubt !== null)
    return { kind: 'undecided', why: doubt ?? `${call.variant}: ${answered(call)}, which is no decision` }
  return { kind: 'broken', reason, expected: 'the answer that a good token gets', actual: withToken(call) }
}

/** An API that answers whoever asks says nothing about tokens: null when it does ask for one. */
export function whyOpen(run: ApiRun): string | null {
  return callsOf(run, ['no-token']).some(isAccepted)
    ? 'the API gives the same without any token, so it cannot be seen whether it looks at one (jwt.error-response)'
    : null
}

type Seen<R extends string> = { readonly call: ApiCall; readonly looked: Looked<R> }

/** One verdict of what was seen: a fault is a fault, and what is undecided keeps it from passing. */
export function verdictOn<R extends string>(seen: readonly Seen<R>[]): Verdict<R> {
  const occurrences = seen.flatMap(({ call, looked }): Occurrence<R>[] => {
    if (looked.kind !== 'broken') return []
    const { reason, expected, actual } = looked
    return [{ reason, where: placeOfCall(call), expected, actual }]
  })
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const undecided = seen.flatMap(({ looked }) => (looked.kind === 'undecided' ? [looked.why] : []))
  if (undecided.length > 0) return inconclusive([...new Set(undecided)].join('; '))
  const evidence = seen.flatMap(({ call, looked }): Evidence[] =>
    looked.kind === 'right' ? [{ where: placeOfCall(call), actual: looked.actual }] : [],
  )
  return isNonEmpty(evidence)
    ? { outcome: 'pass', evidence }
    : inconclusive('no token of this check was sent')
}

/** Each call of one of the variants is looked at by itself. */
export function judgeCalls<R extends string>(
  run: ApiRun,
  variants: readonly string[],
  look: (call: ApiCall) => Looked<R>,
): Verdict<R> {
  const open = whyOpen(run)
  if (open !== null) return inconclusive(open)
  const calls = callsOf(run, variants)
  const missing = variants.filter((variant) => !calls.some((call) => call.variant === variant))
  const verdict = verdictOn(calls.map((call) => ({ call, looked: look(call) })))
  if (verdict.outcome === 'fail' || missing.length === 0) return verdict
  return inconclusive(`${missing.join(', ')}: no token was sent`)
}

/** Every variant must be refused; the reason of each when it is accepted. */
export function allRefused<R extends string>(run: ApiRun, reasons: Readonly<Record<string, R>>): Verdict<R> {
  return judgeCalls(run, Object.keys(reasons), (call) => {
    const reason = reasons[call.variant ?? '']
    return reason === undefined ? { kind: 'undecided', why: 'no such variant' } : mustRefuse(call, reason)
  })
}
