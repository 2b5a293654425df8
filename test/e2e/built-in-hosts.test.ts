// Programs that read no variable of the kit at all, each for another region of the service: what a language offers
// besides its plainest client, and what a client may insist on.
import { describe, test } from 'vitest'
import { everything } from '../support/extent.js'
import { failures, reportOf } from '../support/json-report.js'

interface BuiltIn {
  readonly name: string
  /** Folder under fixtures/clients. */
  readonly client: string
  /** Where the kit would start another one: the library is a package of the system. */
  readonly start?: string
  /** Everything that has to be found. */
  readonly found?: readonly string[]
  /** Another test operates one much like it: it is for the long form of the tests. */
  readonly rare?: true
}

const rows: readonly BuiltIn[] = [
  { name: 'fetch of Node.js', client: 'unchanged/node-fetch', rare: true },
  { name: 'the module https of Node.js', client: 'unchanged/node-https' },
  { name: 'Node.js that trusts chosen authorities only', client: 'unchanged/node-pinned' },
  { name: 'openid-client that insists on https', client: 'foreign/openid-client-unchanged' },
  { name: 'urllib of Python', client: 'unchanged/python-urllib', rare: true },
  { name: 'requests of Python', client: 'unchanged/python-requests', start: '/usr/bin/python3 main.py' },
  {
    name: 'http.client of Python, which heeds no proxy and trusts a chosen authority only',
    client: 'unchanged/python-sockets',
  },
  { name: 'curl in a shell script', client: 'unchanged/shell', rare: true },
  {
    name: 'a fault is found in it as in any other client',
    client: 'unchanged/challenge-hex',
    found: ['violation pkce.challenge.encoding/hex'],
    rare: true,
  },
  {
    name: 'Node.js that verifies no certificate',
    client: 'unchanged/node-unverified',
    found: ['violation tls.certificate/unverified'],
  },
]

describe.concurrent('clients of other regions, unchanged', { timeout: 240_000 }, () => {
  for (const { name, client, start, found = [], rare } of rows) {
    if (rare && !everything) continue
    test(name, async ({ expect: expected }) => {
      const { code, json } = await reportOf(
        ...['--client', `fixtures/clients/${client}`, '--quick'],
        ...(start === undefined ? [] : ['--start', start]),
      )
      expected(failures(json)).toEqual(found)
      expected(json.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
      expected(json.scenarios.at(-1)).toMatchObject({ logins: 1, ending: 'client-finished' })
      expected(json.scenarios.flatMap(({ notes = [] }) => notes)).toEqual([])
      expected(code).toBe(found.length === 0 ? 0 : 1)
    })
  }

  if (!everything) return
  test('the whole run finds nothing in a correct one', async ({ expect: expected }) => {
    const { code, json } = await reportOf('--client', 'fixtures/clients/unchanged/node-fetch')
    expected(failures(json)).toEqual([])
    expected(json.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
    expected(code).toBe(0)
  })
})
