// callback.error-rendered-safely: text from the server is shown as text.
import type { Transcript } from '../../transcript.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'markup' | 'script-link' | 'terminal-escapes'

/** The red canary of a terminal, or its title: what a program that prints them raw makes of the screen. */
const escapes = /\u001b\[31mgc-canary|\u001b\]0;gc-canary/

function onTerminal(run: Transcript): Shown<Reason> {
  if (run.callbacks.length === 0) return nothingDelivered(run, '')
  // A function prints nothing of its own.
  if (run.observations === null) return { kind: 'untouched', why: 'what the client prints cannot be seen' }
  const { stdout, stderr } = run.output
  const where = placeOf(run, null, 'error_description')
  const stream = escapes.test(stdout) ? 'standard output' : escapes.test(stderr) ? 'standard error' : null
  if (stream === null) {
    return { kind: 'right', evidence: { where, actual: 'it printed no escape sequence' }, silent: false }
  }
  const actual = `it printed the escape sequences of error_description raw on ${stream}`
  const expected = 'text without control characters'
  return { kind: 'broken', occurrence: { reason: 'terminal-escapes', where, expected, actual } }
}

const reasons = { element: 'markup', 'script-link': 'script-link' } as const

function onPages(run: Transcript): readonly Shown<Reason>[] {
  const where = placeOf(run, null, run.variant === 'script-uri' ? 'error_uri' : 'error_description')
  const live = run.liveTexts ?? []
  if (live.length > 0) {
    return live.map(({ kind, page, what }) => ({
      kind: 'broken',
      occurrence: {
        reason: reasons[kind],
        where,
        expected: 'the text of the server as text, or none of it',
        actual: `${page} has ${what}, which came from the server`,
      },
    }))
  }
  const { searchedPages = 0 } = run
  if (searchedPages === 0) return [nothingDelivered(run, 'the client shows no page')]
  const pages = searchedPages === 1 ? 'one page' : `${searchedPages} pages`
  const actual = `${pages} after the callback, and nothing of the server came alive there`
  return [{ kind: 'right', evidence: { where, actual }, silent: false }]
}

export const callbackErrorRenderedSafely = defineCheck({
  id: 'callback.error-rendered-safely',
  phase: 'redirect and callback',
  title: 'Text from the server is shown without being executed',
  why: 'Whoever can open the callback writes into its page: markup that comes alive there runs with the rights of the app, and escape sequences forge what a terminal shows.',
  fix: 'Escape what the server says before it goes into a page, and take control characters out before it is printed.',
  clauses: ['RFC6749-10.14'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'authz-errors/markup', 'authz-errors/terminal-escapes', 'honest-again'],
  fullScenarios: ['authz-errors/script-uri', 'token-errors/markup', 'token-errors/terminal-escapes'],
  reasons: {
    markup: { level: 'violation', what: 'puts markup of the server into its page' },
    'script-link': {
      level: 'warning',
      what: 'links to a script of the server',
      fix: 'Link to error_uri only where it begins with https://, or show it as text.',
    },
    'terminal-escapes': { level: 'warning', what: 'prints escape sequences of the server' },
  },
  judge: (transcripts) =>
    judgeDisturbed(transcripts, (run) =>
      run.variant === 'terminal-escapes' ? [onTerminal(run)] : onPages(run),
    ),
})
