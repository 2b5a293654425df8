import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runKit, startProgram } from '../support/run-kit.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/** What the client has in its source. */
const secret = 'Jd8s-wq2LzP0fYb7Xk3N'

/** One run of a client that shows a secret, saved, with a redacted copy. */
async function savedRun() {
  const folder = temporaryFolder()
  const [saved, shared, report] = ['saved', 'shared', 'report.json'].map((name) => join(folder, name))
  if (saved === undefined || shared === undefined || report === undefined) throw new Error('no paths')
  const ran = await startProgram(
    'gc-pkce-check',
    [
      ...['--client', 'fixtures/clients/mutants/client-secret-in-authorize-url'],
      ...['--check', 'pkce.*', '--check', 'request.no-secrets-in-url'],
      ...['--save-transcripts', saved, '--redact', shared, '--reporter', `json=${report}`],
    ],
    undefined,
    { ...process.env, GC_PKCE_CLIENT_SECRET: secret },
  ).ended
  return { ran, saved, shared, report: readFileSync(report, 'utf8') }
}

const textsIn = (folder: string) =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

describe('transcripts that are kept', () => {
  let kept: Awaited<ReturnType<typeof savedRun>>
  beforeAll(async () => {
    kept = await savedRun()
  })

  test('give the same report again, byte for byte, and hold no secret of the user', async () => {
    const { ran, saved, shared, report } = kept
    expect(ran.code).toBe(1)
    const again = await runKit('--judge', saved, '--reporter', 'json')
    expect(again).toMatchObject({ code: 1, err: '' })
    expect(again.out).toBe(report)
    expect(statSync(saved).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(saved)) expect(statSync(join(saved, name)).mode & 0o777).toBe(0o600)
    for (const text of [...textsIn(saved), ...textsIn(shared)]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(encodeURIComponent(secret))
      expect(text).not.toContain(Buffer.from(secret).toString('base64'))
    }
    expect(textsIn(saved).join('')).toContain('concealed-client-secret-1')
  })

  test('can be judged by other checks than those of their run', async () => {
    const { saved } = kept
    const { out } = await runKit('--judge', saved, '--check', 'state.present', '--reporter', 'json')
    const report = JSON.parse(out) as { findings: { check: string; outcome: string }[] }
    expect(report.findings).toMatchObject([{ check: 'state.present', outcome: 'pass' }])
  })

  test('are refused as a redacted copy', async () => {
    const { shared } = kept
    const { code, err, out } = await runKit('--judge', shared)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('is a redacted copy')
  })

  test('are not put into a folder that holds something else', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'mine' })
    const { code, err } = await runKit('--client', 'fixtures/clients/guide', '--save-transcripts', folder)
    expect(code).toBe(2)
    expect(err).toContain('holds other files ("notes.txt")')
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })

  test('may have findings that are known, which the report tells and the exit code leaves out', async () => {
    const [met, stale] = ['request.no-secrets-in-url', 'token.method-post']
    const entries = [met, 'token.public-no-secret', 'pkce.verifier.length'].map(
      (finding) => `  - { finding: ${finding}, reason: vendor bug 17 }\n`,
    )
    const files = {
      'known.yaml': `expected:\n${entries.slice(0, 2).join('')}`,
      'stale.yaml': `expected:\n${entries.join('')}`,
      'broken.yaml': 'expected:\n  - { finding: state.mismatched, until: soon }\n',
    }
    const folder = temporaryFolder(files)
    const judged = (file: string) =>
      runKit(
        '--judge',
        kept.saved,
        '--check',
        met,
        '--check',
        stale,
        '--check',
        'pkce.verifier.*',
        '--expect',
        join(folder, file),
      )
    const known = await judged('known.yaml')
    expect(known.out).toContain(`${met}: vendor bug 17`)
    expect(known).toMatchObject({ code: 0, err: '' })
    expect(known.out).toContain('not judged: token.public-no-secret')
    const gone = await judged('stale.yaml')
    expect(gone.code).toBe(1)
    expect(gone.out).toContain('stale: pkce.verifier.length (vendor bug 17): it did not come')
    const broken = await judged('broken.yaml')
    expect(broken).toMatchObject({ code: 2, out: '' })
    expect(broken.err).toContain('broken.yaml:2: expected.0.reason: is missing')
    expect(broken.err).toContain(
      'broken.yaml:2: expected.0.until: expected a day such as 2026-12-31, got "soon"',
    )
  })
})

describe('a run on two machines', () => {
  const asked = [
    ...['--client', 'fixtures/clients/mutants/state-ignored', '--check', 'state.mismatch'],
    ...['--scenario', 'state-tamper/dropped', '--scenario', 'state-tamper/swapped'],
  ]
  /** Each run has a key for the marks of its own. */
  const findingsIn = (out: string) => {
    const { findings } = JSON.parse(out) as { readonly findings: unknown }
    return JSON.stringify(findings, null, 1).replace(/#[0-9a-f]{8}/g, '#')
  }

  test('is judged as one: the findings are those of a run on one machine', async () => {
    const folder = temporaryFolder()
    for (const part of ['1/2', '2/2']) {
      const saved = join(folder, 'parts', part.replace('/', '-of-'))
      const ran = await runKit(...asked, '--shard', part, '--save-transcripts', saved)
      expect(ran).toMatchObject({ code: 0, out: '' })
      expect(ran.err).toContain(`part ${part}: 3 runs kept, nothing judged`)
    }
    const parts = join(folder, 'parts')
    const merged = await runKit('--merge', parts, '--reporter', 'json')
    const whole = await runKit(...asked, '--quiet', '--reporter', 'json')
    expect([merged.code, merged.err]).toEqual([whole.code, ''])
    expect(whole.code).toBe(1)
    expect(findingsIn(merged.out)).toBe(findingsIn(whole.out))
    const [one, other] = ['1-of-2', '2-of-2'].map((name) => join(parts, name))
    const again = await runKit('--merge', `${other}`, '--merge', `${one}`, '--reporter', 'json')
    expect(again.out).toBe(merged.out)
    const alone = await runKit('--merge', `${one}`)
    expect(alone).toMatchObject({ code: 2, out: '', err: 'gc-pkce-check: --merge: part 2/2 is missing\n' })
    const judged = await runKit('--judge', `${one}`)
    expect(judged.code).toBe(2)
    expect(judged.err).toContain('holds part 1/2 of a run, and is judged with all others')
  })

  test('has parts of a whole, which are kept', async () => {
    const { code, err } = await runKit('--client', 'fixtures/clients/guide', '--shard', '3/2')
    expect(code).toBe(2)
    expect(err).toContain('--shard: expected a part of a whole such as 2/4, of at most 1000, got "3/2"')
    const unsaved = await runKit('--client', 'fixtures/clients/guide', '--shard', '1/2')
    expect(unsaved.err).toContain('--shard: needs --save-transcripts')
  })
})
