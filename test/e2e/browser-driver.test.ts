// Single-page apps, unchanged and with the real host names in their code, operated by the built program in a browser.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { everything } from '../support/extent.js'
import { startProgram } from '../support/run-kit.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

interface Said {
  readonly exitCode: number
  readonly advice?: string | null
  readonly summary: Readonly<Record<string, number>>
  readonly findings: readonly {
    readonly check: string
    readonly outcome: string
    readonly occurrences: readonly { readonly reason: string | null }[]
  }[]
}

async function check(client: string, ...args: readonly string[]): Promise<Said> {
  const { out, err } = await startProgram('gc-pkce-check', [
    '--client',
    client,
    '--reporter',
    'json',
    '--quiet',
    ...args,
  ]).ended
  if (!out.startsWith('{')) throw new Error(`no report came:\n${out}\n${err}`)
  const report: Said = JSON.parse(out)
  return report
}

function faultsIn({ findings }: Said): readonly string[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ check: id, occurrences }) => occurrences.map(({ reason }) => `${id}/${reason}`))
}

function outcomeOf({ findings }: Said, id: string): string | undefined {
  return findings.find(({ check: one }) => one === id)?.outcome
}

/** Any page on this machine is a development build: that is said of every one, and is no fault. */
const always = ['redirect-uri.https/development']

const correct = join(root, 'fixtures/clients/correct/browser')
const foreign = join(root, 'fixtures/clients/foreign')

/** The correct app in a folder of its own, its code changed. */
function changed(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
  const folder = temporaryFolder()
  cpSync(correct, folder, { recursive: true })
  const path = join(folder, 'app.js')
  for (const [from, to] of changes) {
    const text = readFileSync(path, 'utf8')
    const other = text.replace(from, to)
    if (other === text) throw new Error(`app.js has no ${from}`)
    writeFileSync(path, other)
  }
  return folder
}

/** One run of each kind of misbehaviour. */
const some = ['authz-errors/access-denied', 'state-tamper/swapped', 'forged-response', 'replay', 'many-runs']

describe.concurrent('single-page apps in a browser', { timeout: 240_000 }, () => {
  test('the correct app has no finding in a quick run', async ({ expect: expected }) => {
    const report = await check(correct, '--quick')
    expected(faultsIn(report)).toEqual(always)
    expected(report.summary['inconclusive']).toBe(0)
    expected(report.exitCode).toBe(0)
    const judged = ['authz.required-params', 'pkce.verifier.matches-challenge', 'bearer.placement']
    expected(judged.map((id) => outcomeOf(report, id))).toEqual(['pass', 'pass', 'pass'])
  })

  test('the correct app has no finding while the mock misbehaves', async ({ expect: expected }) => {
    const report = await check(correct, ...(everything ? [] : ['--scenario', some.join(',')]))
    expected(faultsIn(report)).toEqual(always)
    expected(report.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
    expected(report.exitCode).toBe(0)
    const judged = ['csrf.injected-response', 'callback.replayed-response', 'pkce.verifier.unique']
    expected(judged.map((id) => outcomeOf(report, id))).toEqual(['pass', 'pass', 'pass'])
  })

  test('the official SDK signs in, and has no finding in a quick run', async ({ expect: expected }) => {
    const folder = temporaryFolder({
      'settings.json': JSON.stringify({
        clientId: '7b1f3f6e-52a4-4a3f-9d3e-0c6a2d1b9e57',
        environment: 'euc2.pure.cloud',
        options: { state: 'agent-board-17' },
      }),
    })
    cpSync(join(foreign, 'genesys-sdk-browser'), folder, { recursive: true })
    const sdk = 'node_modules/purecloud-platform-client-v2/dist/web-cjs/purecloud-platform-client-v2.min.js'
    cpSync(join(foreign, sdk), join(folder, 'sdk.js'))
    const report = await check(folder, '--quick')
    expected(faultsIn(report)).toEqual(always)
    expected(outcomeOf(report, 'login.granted')).toBe('pass')
    expected(report.exitCode).toBe(0)
  })

  test('a verifier of Math.random is predicted', async ({ expect: expected }) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'
    const folder = changed([
      'verifier: fresh() }',
      `verifier: Array.from({ length: 128 }, () => '${letters}'.charAt(Math.floor(Math.random() * 66))).join('') }`,
    ])
    const report = await check(folder, '--quick')
    expected(faultsIn(report)).toContain('pkce.verifier.csprng/predicted')
    expected(report.exitCode).toBe(1)
  })

  test('an app that ignores the state takes the answer of a stranger', async ({ expect: expected }) => {
    const folder = changed(["login === null || once('state') !== login.state", 'login === null'])
    const scenarios = 'state-tamper/swapped,forged-response/code-with-foreign-state'
    const report = await check(folder, '--check', 'state.mismatch', '--scenario', scenarios)
    expected(outcomeOf(report, 'state.mismatch')).toBe('fail')
  })

  test('an app that must be at one port is served there', async ({ expect: expected }) => {
    const folder = changed([/`\$\{location\.origin\}\/`/, "'http://127.0.0.1:28517/signed-in'"])
    const report = await check(folder, '--quick')
    expected(faultsIn(report)).toEqual(always)
    expected(outcomeOf(report, 'login.granted')).toBe('pass')
  })

  test('a login in a window of its own, where the service asks for a password', async ({
    expect: expected,
  }) => {
    const folder = changed(
      ['location.assign(', 'window.open('],
      ["response_type: 'code',", "response_type: 'code', prompt: 'login',"],
    )
    const report = await check(folder, '--quick')
    expected(faultsIn(report)).toEqual(always)
    expected(outcomeOf(report, 'login.granted')).toBe('pass')
  })

  test('an answer that goes to another machine is no fault, and is said', async ({ expect: expected }) => {
    const folder = changed([/`\$\{location\.origin\}\/`/, "'https://board.example/signed-in'"])
    const report = await check(folder, '--quick')
    expected(faultsIn(report)).toEqual([])
    expected(report.exitCode).toBe(3)
    expected(report.advice ?? '').toContain('board.example is not this machine')
  })

  test('a page without a login says what was tried', async ({ expect: expected }) => {
    const folder = temporaryFolder({ 'index.html': '<!doctype html><title>Nothing</title><p>Hello' })
    const { code, out } = await startProgram('gc-pkce-check', [
      '--client',
      folder,
      '--quick',
      '--kind',
      'spa',
    ]).ended
    expected(code).toBe(3)
    expected(out.replace(/\s+/g, ' ')).toContain('it shows nothing that speaks of a login')
  })

  test('without a browser nothing applies, and the first line says why', async ({ expect: expected }) => {
    const { code, out, err } = await startProgram(
      'gc-pkce-check',
      ['--client', correct, '--quick'],
      undefined,
      { ...process.env, GC_PKCE_BROWSER: '/nowhere/chromium' },
    ).ended
    expected(code).toBe(3)
    expected(err.split('\n')[0]).toContain('GC_PKCE_BROWSER names /nowhere/chromium, and there is no program')
    expected(out).toContain('0 passed, 0 inconclusive')
  })
})
