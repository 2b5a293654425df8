// The two ways to judge what followed an odd answer of the token endpoint: the client had to stop, or it had to cope.
import { placeholderIn } from '../../server/protocol/autopsy/placeholder.js'
import { headerOf } from '../../server/protocol/message.js'
import { apiExchanges, type ObservedExchange, type Transcript } from '../transcript.js'
import type { Tools } from './checks/check.js'
import { type Shown, undecidedIn } from './disturbed.js'
import { placeIn } from './place.js'
import { breakdownOf, type Course, courseOf, showsCredential, standOf } from './token-course.js'
import { placeOf } from './verdict.js'
import { quoted } from './wording.js'

/** Whether the undisturbed login called the API with its token: then its absence says something. */
export function callsApi(control: Transcript): boolean {
  return apiExchanges(control).some((call) => call.outcome.kind === 'granted' && showsCredential(call))
}

/** `Bearer undefined`, or the value as its mask. */
function credentialOf({ request }: ObservedExchange, tools: Tools): string {
  const value = headerOf(request, 'authorization')
  if (value === undefined) return 'a token outside of the header'
  const [, scheme = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(value.trim()) ?? []
  const empty = rest === '' || placeholderIn(rest) !== null || rest.length < 8
  return empty ? `the header ${quoted(value)}` : `${quoted(scheme)} and ${tools.mask(rest)}`
}

export interface Refusable<Reason extends string> {
  /** It called the API all the same. */
  readonly session: Reason
  /** It ended with success all the same; null where that is not judged. */
  readonly claimed: Reason | null
  /** What the answer said: `status 400 with error "invalid_grant"`. */
  readonly said: string
  readonly expected: string
}

/** What a client made of an answer that gives it nothing it may use. */
export function stopShown<Reason extends string>(
  course: Course,
  control: Transcript,
  { session, claimed, said, expected }: Refusable<Reason>,
  tools: Tools,
): Shown<Reason> {
  const { transcript, request, calls } = course
  const where = placeIn(request)
  const [call] = calls
  if (call !== undefined) {
    const actual = `after ${said} it called the API in exchange ${call.number} with ${credentialOf(call, tools)}`
    return { kind: 'broken', occurrence: { reason: session, where, expected, actual } }
  }
  const stand = standOf(course)
  if (stand.kind === 'undecided') return undecidedIn(transcript, stand.why)
  const boasts = transcript.ending.exitCode === 0 && control.ending.exitCode === 0
  if (boasts && claimed !== null) {
    const actual = `after ${said} it ended with exit code 0, as after a login that succeeds`
    return { kind: 'broken', occurrence: { reason: claimed, where, expected, actual } }
  }
  if (!stand.loud && !callsApi(control)) {
    const why = 'the client calls no API after its login, so what it made of such an answer cannot be seen'
    return { kind: 'untouched', why }
  }
  const actual = `after ${said} it ${stand.how} and called no API`
  return { kind: 'right', evidence: { where, actual }, silent: true }
}

export interface Tolerable<Reason extends string> {
  readonly refused: Reason
  /** What was unusual: `token_type "Bearer"`. */
  readonly said: string
}

/** How the end of a login differs from the undisturbed one, where the client calls no API by which it shows. */
function endsLike(course: Course, control: Transcript): boolean {
  if (course.transcript.ending.exitCode !== null || control.ending.exitCode !== null) {
    return course.transcript.ending.exitCode === control.ending.exitCode
  }
  const statuses = [course.transcript, control].map(({ callbacks }) => {
    const answer = callbacks.at(-1)?.answer
    return answer?.kind === 'answered' ? answer.status : null
  })
  return statuses[0] === statuses[1]
}

function callShown<Reason extends string>(
  course: Course,
  calls: readonly ObservedExchange[],
  said: string,
): Shown<Reason> {
  const { transcript } = course
  const good = calls.find(({ outcome }) => outcome.kind === 'granted')
  if (good !== undefined) {
    const actual = `with ${said} it called the API, which took its token`
    return { kind: 'right', evidence: { where: placeOf(transcript, good.number), actual }, silent: false }
  }
  const [call] = calls
  const sentence = call?.outcome.mistakes[0]?.sentence ?? 'nothing more is known'
  return undecidedIn(transcript, `its API request in exchange ${call?.number} was refused: ${sentence}`)
}

/** What a client made of an answer that is legal and unusual. */
export function copingShown<Reason extends string>(
  run: Transcript,
  control: Transcript,
  { refused, said }: Tolerable<Reason>,
): Shown<Reason> {
  const course = courseOf(run)
  if (typeof course === 'string') return undecidedIn(run, course)
  if (course.calls.length > 0) return callShown(course, course.calls, said)
  const stand = standOf(course)
  if (stand.kind === 'undecided') return undecidedIn(run, stand.why)
  const where = placeIn(course.request)
  if (!callsApi(control) && endsLike(course, control)) {
    return {
      kind: 'right',
      evidence: { where, actual: `with ${said} it ${stand.how}, as in the undisturbed login` },
      silent: false,
    }
  }
  const missed = callsApi(control) ? ', and did not call the API, as it does otherwise' : ''
  const breakdown = breakdownOf(course, control)
  const actual = `with ${said} it ${stand.how}${missed}${breakdown === null ? '' : `: ${breakdown}`}`
  const expected = 'a login that goes on as with every other answer'
  return { kind: 'broken', occurrence: { reason: refused, where, expected, actual } }
}
