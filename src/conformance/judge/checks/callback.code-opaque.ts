// callback.code-opaque: any legal code comes back as it was issued.
import { codeIssuedBy } from '../../issued.js'
import type { Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { goingOnShown, goodAnswers } from '../odd-answer.js'
import { placeIn } from '../place.js'
import { codeRequests } from '../token-request.js'
import { characterAt, lengthOf } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'altered' | 'refused'

const latent =
  'Codes of Genesys Cloud have no such characters so far: there the fault sleeps until the day they do.'

/** The first place at which the codes part, without more of them than that. */
function differenceOf(issued: string, sent: string): string {
  const [one, other] = [[...issued], [...sent]]
  const index = one.findIndex((character, at) => character !== other[at])
  if (index < 0) return `${lengthOf(sent)} in place of ${lengthOf(issued)}`
  if (index >= other.length) return `it ends after ${lengthOf(sent)}`
  return `${characterAt(sent, index)} in place of ${characterAt(issued, index)}`
}

function alteredIn(run: Transcript, tools: Tools): readonly Shown<Reason>[] {
  const issued = goodAnswers(run).map(codeIssuedBy)
  const requests = codeRequests([run])
  return requests.flatMap((request): Shown<Reason>[] => {
    const { code, login } = request
    if (code === null || login !== null || issued.includes(code)) return []
    const wanted = issued.at(-1) ?? ''
    const expected = `the code as it was issued, ${tools.mask(wanted)}`
    const actual = `${tools.mask(code)}: ${differenceOf(wanted, code)}`
    const diagnosis = run.variant === 'code-punctuated' ? { diagnosis: latent } : {}
    const where = placeIn(request, 'code')
    return [{ kind: 'broken', occurrence: { reason: 'altered', where, expected, actual, ...diagnosis } }]
  })
}

function look(run: Transcript, tools: Tools): readonly Shown<Reason>[] {
  const altered = alteredIn(run, tools)
  if (altered.length > 0) return altered
  const said =
    run.variant === 'code-long' ? 'a code of 2000 characters' : 'a code with + / = % & ~ and a space'
  return [goingOnShown(run, { refused: 'refused', said })]
}

export const callbackCodeOpaque = defineCheck({
  id: 'callback.code-opaque',
  phase: 'redirect and callback',
  title: 'Any legal code comes back as it was issued',
  why: 'A code is text that means nothing to the client: a server may make it longer, or of other characters, any day.',
  fix: 'Decode the code once where it comes in, encode it once where it goes out (URLSearchParams does both), and set no limit to its length.',
  clauses: ['RFC6749-4.1.2-size', 'RFC6749-A.11', 'RFC6749-4.1.3-form', 'RFC6749-B'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'honest-variants/code-long',
    'honest-variants/code-punctuated',
    'honest-again',
  ],
  reasons: {
    altered: { level: 'violation', what: 'sends another code than it received' },
    refused: { level: 'warning', what: 'refuses a code that is legal and unusual' },
  },
  judge: (transcripts, tools) => judgeDisturbed(transcripts, (run) => look(run, tools)),
})
