// How an API says that it refuses: RFC 6750 section 3.
import { type ApiCall, type ApiRun, isAccepted } from '../api-calls.js'
import { answered, callsOf, type Looked, verdictOn } from './token-acceptance.js'
import { inconclusive, type Verdict } from './verdict.js'

type Reason = 'open' | 'status' | 'no-challenge' | 'other-error' | 'error-without-token' | 'scope'

function said({ challenge }: ApiCall): string {
  return challenge === null ? 'no WWW-Authenticate' : `WWW-Authenticate: ${challenge.slice(0, 200)}`
}

function broken(call: ApiCall, reason: Reason, expected: string): Looked<Reason> {
  return { kind: 'broken', reason, expected, actual: `${answered(call)}, with ${said(call)}` }
}

function isBearer({ challenge }: ApiCall): boolean {
  return /(?:^|,\s*)bearer(?:\s|,|$)/i.test(challenge ?? '')
}

/** The value of the attribute `error`, or null. */
function errorIn({ challenge }: ApiCall): string | null {
  return /(?:^|[\s,])error\s*=\s*"?([^",\s]+)/i.exec(challenge ?? '')?.[1] ?? null
}

const right = (call: ApiCall): Looked<Reason> => ({
  kind: 'right',
  actual: `${answered(call)}, with ${said(call)}`,
})

function withoutToken(call: ApiCall): Looked<Reason> {
  const expected = 'status 401 with WWW-Authenticate: Bearer and no error'
  if (isAccepted(call)) return broken(call, 'open', expected)
  if (call.status !== 401) return broken(call, 'status', expected)
  if (!isBearer(call)) return broken(call, 'no-challenge', expected)
  return errorIn(call) === null ? right(call) : broken(call, 'error-without-token', expected)
}

function withBadToken(call: ApiCall): Looked<Reason> {
  const expected = 'status 401 with WWW-Authenticate: Bearer error="invalid_token"'
  if (isAccepted(call)) return { kind: 'undecided', why: 'a bad token is accepted (jwt.signature)' }
  if (call.status !== 401) return broken(call, 'status', expected)
  if (!isBearer(call)) return broken(call, 'no-challenge', expected)
  return errorIn(call) === 'invalid_token' ? right(call) : broken(call, 'other-error', expected)
}

/** Not every API asks for a scope: one that accepts the token has nothing to say. */
function withoutScope(call: ApiCall): Looked<Reason> {
  if (isAccepted(call) || (call.status === 403 && errorIn(call) === 'insufficient_scope')) return right(call)
  return broken(call, 'scope', 'status 403 with WWW-Authenticate: Bearer error="insufficient_scope"')
}

const looks: Readonly<Record<string, (call: ApiCall) => Looked<Reason>>> = {
  'no-token': withoutToken,
  'signature-foreign': withBadToken,
  'scope-missing': withoutScope,
}

export function judgeErrorResponse(run: ApiRun): Verdict<Reason> {
  const seen = Object.entries(looks).flatMap(([variant, look]) =>
    callsOf(run, [variant]).map((call) => ({ call, looked: look(call) })),
  )
  const open = seen.filter(({ looked }) => looked.kind === 'broken' && looked.reason === 'open')
  if (open.length > 0) return verdictOn(open)
  if (seen.length < Object.keys(looks).length) return inconclusive('not every token of this check was sent')
  return verdictOn(seen)
}
