import { logoutTokensCleared } from '../../../../src/conformance/judge/checks/logout.tokens-cleared.js'
import type { DoneAction, Transcript } from '../../../../src/conformance/transcript.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed, observedFile } from '../../../support/observations-builder.js'
import { around, commonRows } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const head = { scenario: 'logout', variant: 'tokens-kept', kind: 'web' } as const
const begun = () => transcript(head).authorize().callback(302).token().api()

function done(name: DoneAction['name'], afterExchange: number): DoneAction {
  return {
    name,
    at: 1_760_000_000_000 + afterExchange,
    afterExchange,
    exitCode: null,
    what: '/x was answered with 200',
  }
}

/** The app logged out after its third exchange; its next call comes after the fourth. */
const loggedOut = (run: Transcript): Transcript => ({ ...run, actions: [done('logout', 3), done('call', 4)] })
const clean = loggedOut(begun().api({ method: 'DELETE', path: '/api/v2/tokens/me' }).ended())

judgeTable(logoutTokensCleared, [
  {
    name: 'passes an app whose next call has no token any more',
    transcripts: around(clean),
    expected: 'passes',
    saying: [/its next call had no token of the old login/],
  },
  {
    name: 'lets an app log in anew and use another token',
    transcripts: around(
      loggedOut(
        begun()
          .api({ method: 'DELETE', path: '/api/v2/tokens/me' })
          .authorize()
          .callback(302)
          .token()
          .api()
          .ended(),
      ),
    ),
    expected: 'passes',
  },
  {
    name: 'warns an app that goes on with the old token',
    transcripts: around(
      loggedOut(begun().api({ method: 'DELETE', path: '/api/v2/tokens/me' }).api({ refused: true }).ended()),
    ),
    expected: { fails: { 'token-used': 'warning' } },
    saying: [/with GET \/api\/v2\/users\/me/],
  },
  {
    name: 'warns a program that leaves its token in a file',
    transcripts: around({
      ...clean,
      observations: observed({ files: [observedFile({ after: [held('refresh_token')] })] }),
    }),
    expected: { fails: { 'left-behind': 'warning' } },
    saying: [/\.my-app\.json still held a token/],
  },
  {
    name: 'does not apply where nobody said how to log out',
    transcripts: around(begun().ended()),
    expected: { notApplicable: /actions\.logout/ },
  },
  {
    name: 'shows nothing where nobody said how to call the API, and no file could be looked at',
    transcripts: around({ ...begun().ended(), actions: [done('logout', 3)] }),
    expected: { notApplicable: /actions\.call/ },
  },
  {
    name: 'is content with files where nobody said how to call the API',
    transcripts: around({ ...begun().ended(), actions: [done('logout', 3)], observations: observed() }),
    expected: 'passes',
    saying: [/no file held one/],
  },
  ...commonRows(clean, 'logout/tokens-kept'),
])
