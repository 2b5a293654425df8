import { describe, expect, test } from 'vitest'
import { redact } from '../../../src/conformance/saved/redact.js'
import type { GatheredRun } from '../../../src/conformance/saved/saved-run.js'
import { gatheredRun, runHead } from '../../support/gathered-run.js'
import { state, transcript, verifier } from '../../support/transcript-builder.js'

const secret = 'a+secret/of the client'
const code = 'SplxlOBeZQQYbYS6WxSbIA'
const token = 'mF_9.B5f-4.1JqM.signature'

const run: GatheredRun = {
  head: runHead,
  transcripts: [
    {
      ...transcript()
        .authorize({}, { issues: code })
        .callback()
        .token({ client_secret: secret }, { issues: token, headers: { cookie: 'session=abcdefgh12345' } })
        .api()
        .ended(),
      output: { stdout: `got ${token} for ${code}`, stderr: `secret ${secret}`, cut: false },
    },
  ],
}

const gone = [
  { name: 'the verifier', text: verifier },
  { name: 'the code', text: code },
  { name: 'the access token', text: token },
  { name: 'the client secret', text: secret },
  { name: 'the client secret, form-encoded', text: 'a%2Bsecret%2Fof+the+client' },
  { name: 'the state', text: state },
  { name: 'a cookie', text: 'abcdefgh12345' },
  { name: 'the key of the marks', text: runHead.maskKey },
]

describe('redact', () => {
  const text = JSON.stringify(redact(run))

  for (const row of gone) {
    test(`takes away ${row.name}`, () => {
      expect(JSON.stringify(run)).toContain(row.text)
      expect(text).not.toContain(row.text)
    })
  }

  test('keeps what is no secret', () => {
    expect(text).toContain('code_challenge')
    expect(text).toContain('"status":200')
    expect(redact(run).transcripts[0]?.exchanges).toHaveLength(run.transcripts[0]?.exchanges.length ?? -1)
  })

  test('gives equal secrets equal marks', () => {
    const [one] = redact(run).transcripts
    const mark = /got (<[^>]+>)/.exec(one?.output.stdout ?? '')?.[1]
    expect(mark).toMatch(/^<25 characters #[0-9a-f]{8}>$/)
    expect(one?.exchanges[1]?.sent.body).toContain(mark)
  })

  test('leaves the original as it was', () => {
    const before = JSON.stringify(gatheredRun())
    const original = gatheredRun()
    redact(original)
    expect(JSON.stringify(original)).toBe(before)
  })
})
