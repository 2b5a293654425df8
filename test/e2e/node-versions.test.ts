// The built program on every supported line of Node.js: a whole login, the same answers, and no prototype of a message touched.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type KeptConnection, keptConnection, type Received } from '../support/kept-connection.js'
import { nodeLines, nodeProgram } from '../support/node-versions.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const watch = join(root, 'test/support/prototype-watch.cjs')
const mock = [join(root, 'dist/bin/gc-mock-oauth.js'), 'start', '--port', '0', '--json']

interface Watched {
  readonly node: string
  readonly requests: number
  readonly changes: number
}

/** Runs a server under a Node.js, with its messages watched, for as long as `use` takes; it says its port in one line of JSON. */
async function watched<Result>(
  node: string,
  args: readonly string[],
  use: (ready: { readonly port: number; readonly clientId: string }) => Promise<Result>,
): Promise<{ readonly result: Result; readonly counts: Watched }> {
  const counts = join(temporaryFolder({}), 'counts.json')
  const child = spawn(node, ['--require', watch, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], PROTOTYPE_WATCH: counts },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    const [line] = await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), endedTooEarly(child)])
    const result = await use(JSON.parse(line))
    child.kill('SIGTERM')
    await ended
    return { result, counts: JSON.parse(readFileSync(counts, 'utf8')) }
  } finally {
    child.kill('SIGKILL')
  }
}

async function endedTooEarly(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`the server ended with code ${code} before it was ready`)
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const redirectUri = 'http://127.0.0.1:8976/callback'

/** RFC 7636 appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

function authorizePath(clientId: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state: 'af0ifjsldkj',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  return `/oauth/authorize?${query}`
}

function headerOf({ headers }: Received, name: string): string {
  const at = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name)
  return headers[at + 1] ?? ''
}

/** Ways to send one body: with its length, in chunks, packed. */
const bodies = [
  (body: string) => ({ body }),
  (body: string) => ({ body, chunked: true }),
  (body: string) => ({ body: gzipSync(body), headers: { ...form, 'Content-Encoding': 'gzip' } }),
]

/** Three logins and what may go wrong in between, over one connection; every answer in order. */
async function logins(connection: KeptConnection, clientId: string): Promise<readonly Received[]> {
  const answers: Received[] = []
  const send = async (sent: Parameters<KeptConnection['send']>[0]) => {
    const answer = await connection.send(sent)
    answers.push(answer)
    return answer
  }
  for (const encode of bodies) {
    const code = new URL(
      headerOf(await send({ path: authorizePath(clientId) }), 'location'),
    ).searchParams.get('code')
    const fields = {
      grant_type: 'authorization_code',
      code: code ?? '',
      client_id: clientId,
      redirect_uri: redirectUri,
    }
    const post = (changes: Record<string, string>) => {
      const body = new URLSearchParams({ ...fields, ...changes }).toString()
      return send({ method: 'POST', path: '/oauth/token', headers: form, ...encode(body) })
    }
    await post({ code_verifier: 'A'.repeat(43) })
    const { access_token } = JSON.parse((await post({ code_verifier: verifier })).body)
    const headers = { Authorization: `Bearer ${access_token}` }
    await send({ path: '/api/v2/users/me', headers })
    await send({ method: 'DELETE', path: '/api/v2/tokens/me', headers })
    await send({ path: '/api/v2/users/me', headers })
  }
  await send({ path: `/oauth/authorize?client_id=${clientId}&redirect_uri=x` })
  return answers
}

/** What differs between two runs: times, ids, codes, tokens, ports. */
function withoutChance(text: string): string {
  return text
    .replace(/[\w-]+\.[\w-]{20,}\.[\w-]{20,}/g, 'TOKEN')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
    .replace(/code=[\w-]{32}/g, 'code=CODE')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, 'TIME')
    .replace(/"(?:expires_in|orgExpiryTime)":\s*\d+/g, 'SECONDS')
}

describe('Node.js', () => {
  const seen = new Map<string, string>()

  for (const line of nodeLines) {
    test(`${line}: whole logins over one connection, no prototype of a message changed`, async () => {
      const { result, counts } = await watched(nodeProgram(line), mock, async ({ port, clientId }) => {
        const connection = keptConnection(port)
        const answers = await logins(connection, clientId)
        const { connections } = connection
        // After these two the client or the server ends the connection.
        const tooLong = { path: '/oauth/token', headers: form, body: 'a'.repeat(70_000) }
        const last = [
          await connection.send({ method: 'POST', ...tooLong }),
          await connection.send({ method: 'HEAD', path: '/.well-known/jwks.json' }),
        ]
        connection.close()
        return { answers: [...answers, ...last], connections }
      })
      expect(counts.node).toMatch(new RegExp(`^v${line}\\.`))
      expect(counts).toMatchObject({ requests: result.answers.length, changes: 0 })
      expect(result.answers.map(({ status }) => status)).toEqual([
        ...[1, 2, 3].flatMap(() => [302, 400, 200, 200, 200, 401]),
        400,
        413,
        200,
      ])
      expect(result.connections).toBe(1)
      seen.set(line, withoutChance(JSON.stringify(result.answers, null, 1)))
    })

    test(`${line}: an ordinary server of express is seen to change two prototypes at each request`, async () => {
      const ordinary = [join(root, 'test/support/ordinary-express.mjs')]
      const { counts } = await watched(nodeProgram(line), ordinary, async ({ port }) => {
        const connection = keptConnection(port)
        for (const path of ['/', '/a', '/b']) await connection.send({ path })
        connection.close()
      })
      expect(counts).toMatchObject({ requests: 3, changes: 6 })
    })
  }

  test('the answers are the same on every line', () => {
    const [first, ...others] = nodeLines.map((line) => seen.get(line))
    expect(first).toContain('TOKEN')
    for (const other of others) expect(other).toBe(first)
  })
})
