// bearer.host-bound: an access token goes to the API that it was issued for, and nowhere else.
import { isMarked } from '../../../server/protocol/other-host.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { callsApi } from '../after-answer.js'
import { type ApiRequest, apiRequests } from '../api-request.js'
import { controlIn, gotToken } from '../controls.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { courseOf, showsCredential } from '../token-course.js'
import { isNonEmpty, notApplicable, type Occurrence, type Verdict } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'foreign-host' | 'other-region'

const expected = 'the token at its own API, and nowhere else'

/** Tokens of one region at the API of another: the mock names both. */
function regionFaults(transcripts: readonly Transcript[]): readonly Occurrence<Reason>[] {
  const wrong = ({ exchange }: ApiRequest) =>
    exchange.outcome.mistakes.find(({ kind }) => kind === 'token-of-other-region')
  const [first] = transcripts.flatMap(apiRequests).filter((request) => wrong(request) !== undefined)
  const mistake = first && wrong(first)
  if (first === undefined || mistake === undefined) return []
  const { sentence, fix } = mistake
  const actual = `the token was sent to ${first.exchange.request.origin}`
  const where = placeIn(first, 'Authorization')
  return [{ reason: 'other-region', where, expected, actual, diagnosis: sentence, fix }]
}

/** Whether an answer named another host: for the next request, or for the next page. */
function leadsElsewhere({ honest, sent, request }: ObservedExchange): boolean {
  const told = JSON.stringify([sent.headers, sent.body])
  return !isMarked(request) && told !== JSON.stringify([honest.headers, honest.body])
}

function look(run: Transcript, control: Transcript): readonly Shown<Reason>[] {
  const course = courseOf(run)
  if (typeof course === 'string') return [undecidedIn(run, course)]
  const requests = apiRequests(run)
  const foreign = requests.filter(({ exchange }) => isMarked(exchange.request))
  const [leaked] = foreign.filter(({ exchange }) => showsCredential(exchange))
  if (leaked !== undefined) {
    const actual = `it followed to ${leaked.exchange.request.origin} and sent its token there`
    const where = placeIn(leaked, 'Authorization')
    return [{ kind: 'broken', occurrence: { reason: 'foreign-host', where, expected, actual } }]
  }
  const led = requests.find(({ exchange }) => leadsElsewhere(exchange))
  if (led === undefined) {
    if (!callsApi(control)) return [{ kind: 'untouched', why: 'the client calls no API' }]
    const why = run.variant === 'paging-elsewhere' ? 'the client asks for no list' : null
    if (why !== null) return [{ kind: 'untouched', why }]
    return [undecidedIn(run, 'the client did not call the API in this run')]
  }
  const where = placeIn(led)
  const [followed] = foreign
  const actual =
    followed === undefined
      ? `led to another host, it asked for nothing there`
      : `led to another host, it followed without its token in exchange ${followed.exchange.number}`
  return [{ kind: 'right', evidence: { where, actual }, silent: followed === undefined }]
}

function verdictOn(transcripts: readonly Transcript[]): Verdict<Reason> {
  const regions = regionFaults(transcripts)
  const wasLed = transcripts.some(({ scenario }) => scenario === 'api-trouble')
  const control = controlIn(transcripts)
  const disturbed =
    wasLed || control === undefined || !gotToken(control)
      ? judgeDisturbed<Reason>(transcripts, look)
      : notApplicable('no run led the client to another host: full runs do')
  if (!isNonEmpty(regions)) return disturbed
  const more = disturbed.outcome === 'fail' ? disturbed.occurrences : []
  const [first, ...others] = regions
  return { outcome: 'fail', occurrences: [first, ...others, ...more] }
}

export const bearerHostBound = defineCheck({
  id: 'bearer.host-bound',
  phase: 'token use',
  title: 'An access token goes to its own API and nowhere else',
  why: 'Whoever gets the token is the user. HTTP libraries that repeat all headers after a redirect, and page links that are taken as they come, give it to strangers; and the API of another region refuses it.',
  fix: 'Take the API host from the same setting as the login host, strip Authorization when host or scheme change, and follow no page link to another host.',
  clauses: ['RFC6750-5.3', 'RFC6749-10.3'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  fullScenarios: [
    'api-trouble/redirect-302',
    'api-trouble/redirect-307',
    'api-trouble/paging-elsewhere',
    'honest-again',
  ],
  reasons: {
    'foreign-host': {
      level: 'violation',
      what: 'sends its token to the host that an answer of the API names',
      fix: 'Strip the Authorization header when the host or the scheme changes, and compare the host of page links with that of the API.',
    },
    'other-region': { level: 'violation', what: 'sends its token to the API of another region' },
  },
  judge: verdictOn,
})
