import { describe, expect, test } from 'vitest'
import { type LoggedExchange, logLine } from '../../../src/server/protocol/log-line.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'

const missing: Mistake = {
  kind: 'verifier-missing',
  area: 'pkce',
  error: 'invalid_grant',
  parameter: 'code_verifier',
  sentence: 'code_verifier is missing',
  fix: 'Store it.',
}

type Changes = { readonly path?: string; readonly method?: string; readonly status?: number } & Partial<
  LoggedExchange['outcome']
>

function line({ path = '/oauth/token', method = 'POST', status = 400, ...outcome }: Changes): string {
  return logLine({
    number: 12,
    request: { method, path },
    sent: { status },
    outcome: { kind: 'refused', mistakes: [], forgiven: false, cause: null, ...outcome },
  })
}

describe('log-line', () => {
  const rows: readonly { name: string; changes: Changes; text: string }[] = [
    {
      name: 'a request without mistakes',
      changes: { kind: 'granted', status: 200 },
      text: '#12 POST /oauth/token 200',
    },
    {
      name: 'a refusal with its fix',
      changes: { mistakes: [missing] },
      text: '#12 POST /oauth/token 400 code_verifier is missing. Store it.',
    },
    {
      name: 'two mistakes',
      changes: { mistakes: [missing, { ...missing, sentence: 'b', fix: 'C.' }] },
      text: '#12 POST /oauth/token 400 code_verifier is missing. Store it. | b. C.',
    },
    {
      name: 'a cause',
      changes: { mistakes: [missing], cause: 4 },
      text: '#12 POST /oauth/token 400 code_verifier is missing. Store it. (caused by exchange 4)',
    },
    {
      name: 'what was forgiven',
      changes: { kind: 'granted', status: 200, mistakes: [missing], forgiven: true },
      text: '#12 POST /oauth/token 200 forgiven: code_verifier is missing. Store it.',
    },
    {
      name: 'a warning',
      changes: { kind: 'granted', status: 200, mistakes: [missing] },
      text: '#12 POST /oauth/token 200 warning: code_verifier is missing. Store it.',
    },
    {
      name: 'a line end in the path',
      changes: { path: '/a\r\nGET /b' },
      text: '#12 POST /a\\u{D}\\u{A}GET /b 400',
    },
    {
      name: 'colours of a terminal in the path',
      changes: { path: '/\u001b[31mred' },
      text: '#12 POST /\\u{1B}[31mred 400',
    },
    {
      name: 'a mark that turns the writing',
      changes: { path: '/\u202egnp' },
      text: '#12 POST /\\u{202E}gnp 400',
    },
    {
      name: 'a C1 control character in the method',
      changes: { method: 'PO\u009bST' },
      text: '#12 PO\\u{9B}ST /oauth/token 400',
    },
    {
      name: 'a line separator in a sentence',
      changes: { mistakes: [{ ...missing, sentence: 'a\u2028b' }] },
      text: '#12 POST /oauth/token 400 a\\u{2028}b. Store it.',
    },
    {
      name: 'a long path, cut',
      changes: { path: `/${'a'.repeat(500)}` },
      text: `#12 POST /${'a'.repeat(119)}... 400`,
    },
  ]
  for (const { name, changes, text } of rows) {
    test(name, () => expect(line(changes)).toBe(text))
  }

  test('a scenario that had a hand in it is named, so that nobody looks for a fault of the client', () => {
    const exchange = {
      number: 12,
      request: { method: 'POST', path: '/oauth/token' },
      sent: { status: 429 },
      scenario: 'token-errors/rate-limited-429',
      outcome: { kind: 'granted', mistakes: [], forgiven: false, cause: null },
    } as const
    expect(logLine(exchange)).toBe('#12 POST /oauth/token 429 (scenario token-errors/rate-limited-429)')
  })
})
