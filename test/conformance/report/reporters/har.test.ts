import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { har } from '../../../../src/conformance/report/reporters/har.js'
import { redact } from '../../../../src/conformance/saved/redact.js'
import type { Transcript } from '../../../../src/conformance/transcript.js'
import { gatheredRun } from '../../../support/gathered-run.js'
import { rendering, sampleReport } from '../../../support/report.js'
import { root } from '../../../support/source-files.js'
import { state, transcript, verifier } from '../../../support/transcript-builder.js'

interface Entry {
  readonly pageref: string
  readonly startedDateTime: string
  readonly time: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly queryString: readonly { readonly name: string; readonly value: string }[]
    readonly postData?: { readonly mimeType: string; readonly text: string }
    readonly bodySize: number
  }
  readonly response: {
    readonly status: number
    readonly redirectURL: string
    readonly comment?: string
    readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string }
  }
  readonly _sender: string
  readonly _delivered?: string
}

interface Log {
  readonly log: {
    readonly version: string
    readonly pages: readonly {
      readonly id: string
      readonly title: string
      readonly startedDateTime: string
    }[]
    readonly entries: readonly Entry[]
  }
}

/** The schema of HAR 1.2 as others wrote it down; rejects with what is wrong. */
const validator = createRequire(join(root, 'test/tools/package.json'))('har-validator') as {
  readonly har: (log: unknown) => Promise<unknown>
}

function logOf(transcripts: readonly Transcript[]): Log {
  const text = har.render(sampleReport, { ...rendering, transcripts: () => transcripts })
  return JSON.parse(text) as Log
}

const run = gatheredRun()
const login = (method = 'POST') => transcript().authorize().callback().token({}, { method }).api().ended()
const entriesOf = (one: Transcript) => logOf([one]).log.entries

describe('har', () => {
  const odd = transcript()
    .authorize({}, { query: 'a=%&b=#|"\u00e9 \ud800', headers: { 'X-Odd': '\u001b"' } })
    .callback({ kind: 'dropped', why: 'reset' }, 'com.example:/cb?code=a b#c')
    .callback({ kind: 'typed', what: 'code', prompt: 'code?', at: 1_760_000_000_190 })
    .token({}, { body: '\u0000{', sends: { delivery: { kind: 'reset' } } })
    .ended()
  const logs: readonly { readonly name: string; readonly transcripts: readonly Transcript[] }[] = [
    { name: 'of two runs', transcripts: redact(run).transcripts },
    { name: 'of a run in which nothing was asked', transcripts: [transcript().ended('client-exited')] },
    { name: 'of no run', transcripts: [] },
    { name: 'of a client that sends odd texts', transcripts: [odd] },
  ]
  for (const { name, transcripts } of logs) {
    test(`a log ${name} is HAR 1.2 by its schema`, async () => {
      await expect(validator.har(logOf(transcripts))).resolves.toBeDefined()
    })
  }

  test('the schema would find a mistake', async () => {
    const { log } = logOf(run.transcripts)
    const entries = log.entries.map((entry) => ({ ...entry, timings: undefined }))
    await expect(validator.har({ log: { ...log, entries } })).rejects.toBeDefined()
  })

  test('a page is a run of the client, and entries stand in the order of time', () => {
    const { log } = logOf(run.transcripts)
    expect(log.pages.map(({ id, title }) => [id, title])).toEqual([
      ['run-1', 'honest'],
      ['run-2', 'state-tamper/dropped'],
    ])
    const first = log.entries.filter(({ pageref }) => pageref === 'run-1')
    expect(first.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`)).toEqual([
      'GET /oauth/authorize',
      'GET /callback',
      'POST /oauth/token',
      'GET /api/v2/users/me',
    ])
    expect(first.map(({ startedDateTime }) => startedDateTime)).toEqual([
      '2025-10-09T08:53:20.100Z',
      '2025-10-09T08:53:20.150Z',
      '2025-10-09T08:53:20.200Z',
      '2025-10-09T08:53:20.300Z',
    ])
    expect(log.pages[0]?.startedDateTime).toBe('2025-10-09T08:53:20.100Z')
  })

  test('an entry holds what was sent, and the answer as it was sent', () => {
    const [authorize, callback, token] = entriesOf(login())
    expect(authorize?.request.queryString).toContainEqual({ name: 'state', value: state })
    expect(authorize?.response.redirectURL).toContain('http://127.0.0.1:8976/callback?code=')
    expect([callback?.response.status, callback?.time, callback?._sender]).toEqual([200, 5, 'user-agent'])
    expect(token?.request.postData?.mimeType).toBe('application/x-www-form-urlencoded')
    expect(token?.request.postData?.text).toContain(`code_verifier=${verifier}`)
    expect(token?.request.bodySize).toBe(token?.request.postData?.text.length)
    expect(token?.response.content.mimeType).toContain('application/json')
  })

  test('an answer that never came has the status 0, and says why', () => {
    const [, dropped, typed, token] = entriesOf(odd)
    expect([dropped?.response.status, dropped?.response.comment]).toEqual([0, 'reset'])
    expect([typed?.response.status, typed?.response.comment]).toEqual([0, 'typed'])
    expect([token?.response.status, token?.response.content.size, token?.response.comment]).toEqual([
      0,
      0,
      'the mock answered by reset',
    ])
  })

  test('of secrets only marks are left', () => {
    const text = har.render(sampleReport, { ...rendering, transcripts: () => redact(run).transcripts })
    expect(text).not.toContain(verifier)
    expect(text).not.toContain(state)
    expect(text).not.toContain('Zq8fXw2s')
    expect(text).not.toMatch(/"name": "Authorization",\s*"value": "Bearer/)
    // The mark holds a number sign, which ends no value.
    expect(text).toMatch(/"name": "code",\s*"value": "<\d+ characters #[0-9a-f]{8}>"/)
    expect(text).toMatch(/code_verifier=<43 characters #[0-9a-f]{8}>/)
  })
})
