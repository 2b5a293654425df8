import { callbackErrorRenderedSafely } from '../../../../src/conformance/judge/checks/callback.error-rendered-safely.js'
import type { LiveText, Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { observed } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })

function refused(variant: string, about: Partial<Transcript> = {}): Transcript {
  const run = transcript({ scenario: 'authz-errors', variant }).authorize().callback(400)
  return { ...run.ended('client-gave-up', 1), ...about }
}

const alive = (kind: LiveText['kind'], what: string): LiveText => ({
  page: 'http://127.0.0.1:8976/callback',
  kind,
  what,
})

function printing(stderr: string): Transcript {
  return refused('terminal-escapes', {
    observations: observed(),
    output: { stdout: '', stderr, cut: false },
  })
}

judgeTable(callbackErrorRenderedSafely, [
  {
    name: 'passes a client whose page shows the text as text',
    transcripts: [before, refused('markup', { searchedPages: 1 }), after],
    expected: 'passes',
    saying: [/one page after the callback, and nothing of the server came alive/],
  },
  {
    name: 'blames a client whose page has the markup of the server',
    transcripts: [
      before,
      refused('markup', { searchedPages: 2, liveTexts: [alive('element', '<script src=…>')] }),
      after,
    ],
    expected: { fails: { markup: 'violation' } },
    saying: [/\/callback has <script src=…>, which came from the server/],
  },
  {
    name: 'warns a client whose page links to the script of the server',
    transcripts: [
      before,
      refused('script-uri', { searchedPages: 1, liveTexts: [alive('script-link', '<a href=…>')] }),
      after,
    ],
    expected: { fails: { 'script-link': 'warning' } },
    saying: [/error_uri/],
  },
  {
    name: 'warns a program that prints the escape sequences',
    transcripts: [before, printing('Sign-in failed: \u001b[31mgc-canary\u001b[0m\n'), after],
    expected: { fails: { 'terminal-escapes': 'warning' } },
    saying: [/raw on standard error/],
  },
  {
    name: 'passes a program that prints the text without them, in a colour of its own',
    transcripts: [before, printing('\u001b[31mSign-in failed:\u001b[0m [31mgc-canary[0m\n'), after],
    expected: 'passes',
  },
  {
    name: 'says that a client without a page has nothing to escape',
    transcripts: [before, refused('markup'), after],
    expected: { notApplicable: /shows no page/ },
  },
  {
    name: 'says that nothing is known of a client that never answered',
    transcripts: [
      before,
      transcript({ scenario: 'authz-errors', variant: 'markup' }).authorize().ended('deadline'),
      after,
    ],
    expected: { inconclusive: /deadline/ },
  },
])
