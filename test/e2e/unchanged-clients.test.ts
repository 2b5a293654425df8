// Clients that have the hosts of the real service built in, driven as they are: without a variable that names the mock.
import { describe, test } from 'vitest'
import { everything, quickUnlessAll } from '../support/extent.js'
import { failures, reportOf } from '../support/json-report.js'

/** Takes away what would point a client at the mock. */
const without = 'env -u GC_PKCE_LOGIN_URL -u GC_PKCE_API_URL'

interface Unchanged {
  /** How it speaks to the service. */
  readonly name: string
  /** Folder under fixtures/clients. */
  readonly client: string
  readonly start: string
  readonly kind?: 'web'
  /** What is true of it. */
  readonly found?: readonly string[]
  /** It is driven in the long form of the tests only. */
  readonly rare?: true
}

const rows: readonly Unchanged[] = [
  { name: 'fetch of Node.js', client: 'correct/native', start: 'node index.mjs' },
  { name: 'urllib of Python', client: 'correct/python', start: 'python3 main.py' },
  { name: 'curl in a shell script', client: 'correct/shell', start: 'sh login.sh' },
  { name: 'the HTTP client of Java', client: 'unchanged/java', start: 'java Main.java' },
  { name: 'openid-client', client: 'foreign/openid-client', start: 'node index.mjs' },
  { name: 'oauth4webapi', client: 'foreign/oauth4webapi', start: 'node index.mjs', rare: true },
  { name: 'the official SDK', client: 'foreign/genesys-sdk-unchanged', start: 'node index.mjs' },
  {
    name: 'requests of Python',
    client: 'foreign/requests-oauthlib-login',
    start: '/usr/bin/python3 main.py',
  },
  {
    name: 'a server-side app',
    client: 'correct/web',
    start: 'node index.mjs',
    kind: 'web',
    found: ['info redirect-uri.https/development'],
  },
  {
    name: 'a server-side app with passport-oauth2',
    client: 'foreign/express-passport',
    start: 'node index.mjs',
    kind: 'web',
    found: ['info redirect-uri.https/development', 'warning token.confidential-auth/in-body'],
    rare: true,
  },
]

describe.concurrent('clients with the real hosts built in', { timeout: 150_000 }, () => {
  for (const { name, client, start, kind, found = [], rare } of rows) {
    if (rare && !everything) continue
    test(`${name} logs in as it is, and nothing false is said of it`, async ({ expect }) => {
      const { code, json } = await reportOf(
        ...['--client', `fixtures/clients/${client}`, '--start', `${without} ${start}`],
        ...(kind === undefined ? [] : ['--kind', kind]),
        ...quickUnlessAll,
      )
      // The SDK takes a token of any type, which only a whole run shows.
      const known =
        everything && client.includes('genesys-sdk') ? ['violation response.token-type/unknown-used'] : []
      expect(failures(json)).toEqual([...found, ...known].sort())
      expect(json.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
      expect(json.advice).toBeNull()
      expect(code).toBe(known.length === 0 ? 0 : 1)
    })
  }

  test('a client with a fault is caught as if it had been told where the mock is', async ({ expect }) => {
    const { code, json } = await reportOf(
      ...['--client', 'fixtures/clients/mutants/challenge-padded'],
      ...['--start', `${without} node index.mjs`, '--quick'],
    )
    expect(failures(json)).toContain('violation pkce.challenge.encoding/padded')
    expect(code).toBe(1)
  })
})
