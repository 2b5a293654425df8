// Scenarios that run at the same time, or in one app that is started once: the report is that of single ones.
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type ConformanceOptions, type Report, runConformance } from '../../src/conformance/index.js'
import { testKey } from '../support/keys.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/** Runs a client, and tells what was said meanwhile. */
async function ran(client: string, options: Partial<ConformanceOptions>) {
  const notes: string[] = []
  const begun: string[] = []
  const report = await runConformance({
    client,
    environment: process.env,
    signingKey: testKey,
    timeoutSeconds: 20,
    // To predict takes longer than all runs here together.
    skip: ['pkce.verifier.csprng', 'state.unguessable'],
    onProgress(progress) {
      if (progress.kind === 'note') notes.push(progress.text)
      if (progress.kind === 'scenario') begun.push(`${progress.index} ${progress.name}`)
    },
    ...options,
  })
  return { report, notes, begun }
}

/** The verdicts and their places. What was seen in passing, names of processes say, differs with every run. */
function said({ findings, scenarios, summary }: Report) {
  const verdicts = findings.map(({ check, outcome, level, reason, occurrences }) => {
    const places = occurrences.map(({ reason, scenario, variant, where }) => ({
      reason,
      scenario,
      variant,
      where,
    }))
    return { check, outcome, level, reason, places }
  })
  return { verdicts, scenarios, summary }
}

const native = join(root, 'fixtures/clients/correct/native')

const app = (port: string, onError: string) => `
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
const { GC_PKCE_LOGIN_URL: login, GC_PKCE_REDIRECT_URI: offered, GC_PKCE_CLIENT_ID: client_id } = process.env
const text = () => randomBytes(32).toString('base64url')
const logins = new Map()
const port = ${port}
const redirect_uri = 'http://localhost:' + port + '/callback'
createServer(async (request, response) => {
  const url = new URL(request.url, redirect_uri)
  const sid = /sid=([\\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (url.pathname === '/') return response.writeHead(302, { location: '/login' }).end()
  if (url.pathname === '/login') {
    const [id, verifier, state] = [text(), text(), text()]
    logins.set(id, { verifier, state })
    const code_challenge = createHash('sha256').update(verifier).digest('base64url')
    const sent = { response_type: 'code', client_id, redirect_uri, state, code_challenge, code_challenge_method: 'S256' }
    const location = login + '/oauth/authorize?' + new URLSearchParams(sent)
    return response.writeHead(302, { location, 'set-cookie': 'sid=' + id + '; HttpOnly; SameSite=Lax; Path=/' }).end()
  }
  if (url.pathname !== '/callback') return response.writeHead(404).end()
  if (url.searchParams.has('error')) { ${onError} }
  const { verifier: code_verifier, state } = logins.get(sid) ?? {}
  logins.delete(sid)
  if (state === undefined || url.searchParams.getAll('state').join() !== state) return response.writeHead(400).end()
  const code = url.searchParams.get('code')
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier })
  const answer = await fetch(login + '/oauth/token', { method: 'POST', body })
  response.writeHead(answer.ok ? 200 : 502).end()
}).listen(port, 'localhost')
`

describe.concurrent('side by side', { timeout: 120_000 }, () => {
  test('several programs at a time give the report of one after another', async ({ expect: own }) => {
    const scenarios = ['state-tamper/swapped', 'state-tamper/dropped', 'authz-errors/access-denied']
    const single = await ran(native, { scenarios, workers: 1 })
    const several = await ran(native, { scenarios, workers: 3 })
    own(single.notes).toEqual([])
    own(several.notes).toEqual([])
    own(several.begun.at(0)).toBe('1 honest')
    own(several.begun.at(-1)).toBe('5 honest-again')
    own(several.report.exitCode).toBe(0)
    own(said(several.report)).toEqual(said(single.report))
  })

  test('an app that always has one port runs one at a time, and that is said', async ({ expect: own }) => {
    const folder = temporaryFolder({ 'index.mjs': app('19_473', 'return response.writeHead(400).end()') })
    const { report, notes } = await ran(join(folder, 'index.mjs'), {
      kind: 'web',
      scenarios: ['state-tamper/swapped', 'state-tamper/dropped'],
      workers: 3,
    })
    own(notes).toEqual(['scenarios run one at a time: the client uses port 19473 in every run'])
    own(report.exitCode).toBe(0)
    own(report.scenarios.map(({ ending }) => ending)).toEqual([
      'client-finished',
      'client-gave-up',
      'client-gave-up',
      'client-finished',
    ])
  })

  test('an app that dies of an answer is started again, and the others go on', async ({ expect: own }) => {
    const folder = temporaryFolder({ 'index.mjs': app('Number(new URL(offered).port)', 'process.exit(7)') })
    const { report, notes } = await ran(join(folder, 'index.mjs'), {
      kind: 'web',
      scenarios: ['authz-errors/access-denied', 'state-tamper/swapped', 'state-tamper/dropped'],
      workers: 1,
    })
    own(notes).toEqual(['authz-errors/access-denied once more in an app of its own: the app ended'])
    own(report.findings.filter(({ outcome, level }) => outcome === 'fail' && level !== 'info')).toMatchObject(
      [{ check: 'callback.error-stops', occurrences: [{ reason: 'crash', variant: 'access-denied' }] }],
    )
    own(
      report.findings.filter(({ outcome }) => outcome === 'inconclusive').map(({ check }) => check),
    ).toEqual([])
  })
})
