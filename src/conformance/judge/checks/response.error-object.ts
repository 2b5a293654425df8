// response.error-object: an error at the token endpoint ends the login, whatever its status.
import type { Transcript } from '../../transcript.js'
import { stopShown } from '../after-answer.js'
import { credentialsOf } from '../client-credentials.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { answerSaid } from '../token-answer.js'
import { breakdownOf, type Course, courseOf } from '../token-course.js'
import type { TokenRequest } from '../token-request.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'session' | 'code-again' | 'success-claimed' | 'loop' | 'crash'

const expected = 'an error, and neither a request to the API nor the same code again'

/** Logins that a client may begin by itself after a refusal. */
const mostLogins = 1

function waysOf(request: TokenRequest): string {
  return credentialsOf(request)
    .map(({ way }) => way)
    .join(' ')
}

/** A library that finds out how to authenticate tries one way after the other, with one code. */
function triesAnotherWay({ request }: Course, again: TokenRequest): boolean {
  const unknown = /"error" *: *"(?:invalid_client|unauthorized_client)"/.test(request.exchange.sent.body)
  return unknown && waysOf(again) !== waysOf(request)
}

/** A client that sends every code twice does so without an error too: another check tells it. */
function repeatsAnyway(control: Transcript): boolean {
  const course = courseOf(control)
  return typeof course !== 'string' && course.again.length > 0
}

/** What else it did wrong; all of it at once, because one does not follow from the other. */
function faultsOf(course: Course, control: Transcript, said: string, tools: Tools): readonly Shown<Reason>[] {
  const { request, again, logins } = course
  const where = placeIn(request)
  const broken = (reason: Reason, actual: string): Shown<Reason> => ({
    kind: 'broken',
    occurrence: { reason, where, expected, actual: `after ${said} ${actual}` },
  })
  const repeated = repeatsAnyway(control) ? undefined : again.find((one) => !triesAnotherWay(course, one))
  const breakdown = breakdownOf(course, control)
  const code = tools.mask(request.code ?? '')
  return [
    ...(repeated === undefined
      ? []
      : [
          broken(
            'code-again',
            `it sent the same code, ${code}, again in exchange ${repeated.exchange.number}`,
          ),
        ]),
    ...(logins.length > mostLogins
      ? [broken('loop', `it began the login anew ${logins.length} times by itself`)]
      : []),
    ...(breakdown === null ? [] : [broken('crash', breakdown)]),
  ]
}

export const responseErrorObject = defineCheck({
  id: 'response.error-object',
  phase: 'token response',
  title: 'An error at the token endpoint ends the login without a session',
  why: 'A client that does not look stores the word undefined as its token; one that sends the code again is refused again, and has the tokens of that login revoked.',
  fix: 'Treat any error member as a failure, whatever the status: if (!response.ok || body.error) throw new Error(body.error). Then forget the login, and begin a new one when the user asks for it.',
  clauses: ['RFC6749-5.2', 'RFC6749-4.1.2'],
  rule: 'house',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'token-errors/invalid-grant',
    'token-errors/error-with-200',
    'honest-again',
  ],
  fullScenarios: [
    'token-errors/invalid-request',
    'token-errors/invalid-client',
    'token-errors/unauthorized-client',
    'token-errors/unsupported-grant-type',
    'token-errors/invalid-scope',
    'token-errors/unknown-code',
  ],
  reasons: {
    session: { level: 'violation', what: 'calls the API though the token request was refused' },
    'code-again': {
      level: 'violation',
      what: 'sends a refused code again',
      fix: 'Begin a new login after a refusal: the same request gets the same answer.',
    },
    'success-claimed': {
      level: 'warning',
      what: 'ends with success though the token request was refused',
      fix: 'End with another exit code than 0 when the login failed.',
    },
    loop: {
      level: 'warning',
      what: 'begins the login anew again and again after an error',
      fix: 'Begin anew once at most without the user; then show the error.',
    },
    crash: {
      level: 'warning',
      what: 'breaks down at an error of the token endpoint',
      fix: 'Catch the error of the token request, and say in one sentence that the login failed.',
    },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run, control) => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const said = answerSaid(course.request.exchange.sent)
      const stop = stopShown<Reason>(
        course,
        control,
        { session: 'session', claimed: 'success-claimed', said, expected },
        tools,
      )
      return [...faultsOf(course, control, said, tools), stop]
    })
  },
})
