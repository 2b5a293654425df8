// Clients as programs, of which the system shows something: what is a leak, and what must not be taken for one.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ConformanceOptions, runConformance } from '../../src/conformance/index.js'
import { testKey } from '../support/keys.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const limit = 60_000

/** The correct native client, which does one more thing when the user is known. */
function native(afterLogin: string): string {
  const program = JSON.stringify(join(root, 'fixtures/clients/correct/native/program.mjs'))
  return temporaryFolder({
    'index.mjs': `
import { runProgram } from ${program}
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
await runProgram(import.meta.url, { afterLogin: async ({ token, code, verifier }) => { ${afterLogin} } })
`,
  })
}

/** A server-side app that keeps its sessions in files, each readable by its owner only. */
const fileSessions = `
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
const { GC_PKCE_REDIRECT_URI: redirect, GC_PKCE_LOGIN_URL: login, GC_PKCE_CLIENT_ID: client } = process.env
mkdirSync('sessions', { recursive: true, mode: 0o700 })
const fresh = () => randomBytes(32).toString('base64url')
createServer(async (request, response) => {
  const url = new URL(request.url, redirect)
  const file = 'sessions/' + /sid=([\\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (url.pathname === '/login') {
    const [id, verifier, state] = [fresh(), fresh(), fresh()]
    writeFileSync('sessions/' + id, JSON.stringify({ verifier, state }), { mode: 0o600 })
    const location = login + '/oauth/authorize?' + new URLSearchParams({
      response_type: 'code', client_id: client, redirect_uri: redirect, state, code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    })
    response.writeHead(302, { location, 'set-cookie': 'sid=' + id + '; HttpOnly; Path=/; SameSite=Lax' }).end()
  } else if (url.pathname === new URL(redirect).pathname) {
    const session = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(file)
    if (session.state !== url.searchParams.get('state')) return response.writeHead(400).end()
    const answer = await fetch(login + '/oauth/token', { method: 'POST', body: new URLSearchParams({
      grant_type: 'authorization_code', code: url.searchParams.get('code'), redirect_uri: redirect,
      client_id: client, code_verifier: session.verifier,
    }) })
    response.writeHead(302, { location: answer.ok ? '/' : '/failed' }).end()
  } else {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<a href="/login">Log in</a>')
  }
}).listen(Number(new URL(redirect).port), 'localhost')
`

/** Every reason of what the system shows, with its level. */
async function seen(client: string, settings: Partial<ConformanceOptions> = {}) {
  const { findings } = await runConformance({
    client,
    quick: true,
    timeoutSeconds: 20,
    signingKey: testKey,
    environment: process.env,
    checks: ['storage.*', 'leak.*', 'login.granted'],
    ...settings,
  })
  expect(findings.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'kit-error')).toEqual([])
  return findings.flatMap(({ check, occurrences }) =>
    occurrences.flatMap(({ reason, level }) => (reason === null ? [] : [`${level} ${check}/${reason}`])),
  )
}

describe('seen from outside', { timeout: limit }, () => {
  const rows = [
    { name: 'nothing of a client that keeps everything in memory', afterLogin: '', expected: [] },
    {
      name: 'a token in UTF-16 in a file of zeros and ones',
      afterLogin: "writeFileSync(homedir() + '/store.bin', Buffer.from(token, 'utf16le'))",
      expected: ['violation storage.file-mode/readable-by-others'],
    },
    {
      name: 'a token in the folder for temporary files, in a folder of its own for its owner',
      afterLogin:
        "mkdirSync(tmpdir() + '/mine', { mode: 0o700 }); writeFileSync(tmpdir() + '/mine/t', token)",
      expected: ['info storage.file-mode/plain-text'],
    },
    {
      name: 'a spent verifier, printed in base64',
      afterLogin: "console.log(Buffer.from('client:' + verifier).toString('base64'))",
      expected: ['warning leak.logs/spent-verifier'],
    },
    {
      name: 'no pipe, no link, and no part of a value',
      afterLogin:
        "execFileSync('mkfifo', [homedir() + '/pipe']); symlinkSync('/etc/hostname', homedir() + '/link'); console.log(token.slice(0, 12))",
      expected: [],
    },
    {
      name: 'nothing in megabytes of output',
      afterLogin: "for (let line = 0; line < 50; line++) console.log('x'.repeat(99_999))",
      expected: [],
    },
  ]
  for (const { name, afterLogin, expected } of rows) {
    test(name, async () => expect(await seen(native(afterLogin))).toEqual(expected))
  }

  test('no fault in a server that keeps its sessions in files', async () => {
    const settings = { kind: 'web', start: 'node app.mjs' } as const
    expect(await seen(temporaryFolder({ 'app.mjs': fileSessions }), settings)).toEqual([])
  })

  test('a token on standard output, but not where printing it is the job of the client', async () => {
    const client = native('console.log(token)')
    expect(await seen(client)).toEqual(['violation leak.logs/access-token'])
    expect(await seen(client, { printsToken: true })).toEqual([])
  })

  test('what changes in the real home, and nothing that was there before', async () => {
    const home = temporaryFolder({ '.old': 'there before', '.config/other/x': 'there before' })
    const client = native("writeFileSync(homedir() + '/.my-app-token', token)")
    const environment = { ...process.env, HOME: home }
    expect(await seen(client, { home: 'real', environment })).toEqual([
      'violation storage.file-mode/readable-by-others',
    ])
  })
})
