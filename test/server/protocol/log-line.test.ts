import { describe, expect, test } from 'vitest'
import { clientOf, type LogStyle, logLine } from '../../../src/server/protocol/log-line.js'
import { type ExchangeChanges, loggedExchange, missing } from '../../support/logged-exchange.js'

describe('log-line', () => {
  for (const kind of ['reset', 'silence'] as const) {
    test(`where nothing was sent there is no status: ${kind}`, () => {
      const exchange = loggedExchange({ kind: 'granted', status: 200 })
      const delivery = kind === 'reset' ? { kind } : { kind, seconds: 60 }
      const sent = { ...exchange.sent, delivery }
      expect(logLine({ ...exchange, sent, scenario: 'token-errors/x' })).toBe(
        `#12 POST /oauth/token no answer: ${kind} (scenario token-errors/x)`,
      )
    })
  }

  const rows: readonly { name: string; changes: ExchangeChanges; text: string }[] = [
    {
      name: 'a request without mistakes',
      changes: { kind: 'granted', status: 200 },
      text: '#12 POST /oauth/token 200',
    },
    {
      name: 'a refusal with its fix',
      changes: { mistakes: [missing] },
      text: '#12 POST /oauth/token 400 code_verifier is missing.\n    Store it.',
    },
    {
      name: 'two mistakes',
      changes: { mistakes: [missing, { ...missing, sentence: 'b', fix: 'C.' }] },
      text: '#12 POST /oauth/token 400 code_verifier is missing. | b.\n    Store it.\n    C.',
    },
    {
      name: 'a cause',
      changes: { mistakes: [missing], cause: 4 },
      text: '#12 POST /oauth/token 400 code_verifier is missing. (caused by exchange 4)\n    Store it.',
    },
    {
      name: 'what was forgiven',
      changes: { kind: 'granted', status: 200, mistakes: [missing], forgiven: true },
      text: '#12 POST /oauth/token 200 forgiven: code_verifier is missing.\n    Store it.',
    },
    {
      name: 'a warning',
      changes: { kind: 'granted', status: 200, mistakes: [missing] },
      text: '#12 POST /oauth/token 200 warning: code_verifier is missing.\n    Store it.',
    },
    {
      name: 'a line end in the path',
      changes: { request: { path: '/a\r\nGET /b' } },
      text: '#12 POST /a\\u{D}\\u{A}GET /b 400',
    },
    {
      name: 'colours of a terminal in the path',
      changes: { request: { path: '/\u001b[31mred' } },
      text: '#12 POST /\\u{1B}[31mred 400',
    },
    {
      name: 'a mark that turns the writing',
      changes: { request: { path: '/\u202egnp' } },
      text: '#12 POST /\\u{202E}gnp 400',
    },
    {
      name: 'a C1 control character in the method',
      changes: { request: { method: 'PO\u009bST' } },
      text: '#12 PO\\u{9B}ST /oauth/token 400',
    },
    {
      name: 'a line separator in a sentence',
      changes: { mistakes: [{ ...missing, sentence: 'a\u2028b' }] },
      text: '#12 POST /oauth/token 400 a\\u{2028}b.\n    Store it.',
    },
    {
      name: 'a long path, cut',
      changes: { request: { path: `/${'a'.repeat(500)}` } },
      text: `#12 POST /${'a'.repeat(119)}... 400`,
    },
  ]
  for (const { name, changes, text } of rows) {
    test(name, () => expect(logLine(loggedExchange(changes))).toBe(text))
  }

  test('one fix for two mistakes is told once', () => {
    const mistakes = [missing, { ...missing, sentence: 'b' }]
    expect(logLine(loggedExchange({ mistakes }))).toBe(
      '#12 POST /oauth/token 400 code_verifier is missing. | b.\n    Store it.',
    )
  })

  test('a fix cannot bring lines of its own', () => {
    const mistakes = [{ ...missing, fix: 'Send this:\r\n#13 GET /' }]
    expect(logLine(loggedExchange({ mistakes }))).toMatch(/\n {4}Send this:\\u\{D\}\\u\{A\}#13 GET \/$/)
  })

  test('what is known besides stands in brackets: time, client, scenario', () => {
    const changes = { endpoint: 'oauth-token', request: { body: 'client_id=my-app&code=x' }, status: 429 }
    const exchange = loggedExchange({
      ...changes,
      kind: 'granted',
      scenario: 'token-errors/rate-limited-429',
    })
    expect(logLine(exchange, { milliseconds: 3, paint: (_style, text) => text })).toBe(
      '#12 POST /oauth/token 429 (3 ms, client my-app, scenario token-errors/rate-limited-429)',
    )
  })

  const styles: readonly {
    name: string
    changes: ExchangeChanges
    style: LogStyle
    told: LogStyle | null
  }[] = [
    { name: 'a refusal', changes: { mistakes: [missing] }, style: 'bad', told: 'bad' },
    {
      name: 'a refusal by redirect',
      changes: { status: 302, mistakes: [missing] },
      style: 'bad',
      told: 'bad',
    },
    { name: 'a grant', changes: { kind: 'granted', status: 302 }, style: 'good', told: null },
    {
      name: 'a warning',
      changes: { kind: 'granted', status: 200, mistakes: [missing] },
      style: 'warning',
      told: 'warning',
    },
    {
      name: 'an error without a mistake',
      changes: { kind: 'granted', status: 503 },
      style: 'bad',
      told: null,
    },
  ]
  for (const { name, changes, style, told } of styles) {
    test(`the paint of ${name}`, () => {
      const line = logLine(loggedExchange(changes), {
        milliseconds: null,
        paint: (one, text) => `<${one}>${text}</${one}>`,
      })
      const status = `<${style}>${changes.status ?? 400}</${style}>`
      expect(line.startsWith(`#12 POST /oauth/token ${status}`)).toBe(true)
      if (told === null) expect(line.endsWith(status)).toBe(true)
      else expect(line).toMatch(new RegExp(` <${told}>[^<]*code_verifier is missing\\.</${told}>\\n`))
    })
  }

  const basic = (text: string) => [['Authorization', `Basic ${text}`]] as const
  const clients: readonly { name: string; changes: ExchangeChanges; client: string | null }[] = [
    {
      name: 'the query of the login',
      changes: { endpoint: 'oauth-authorize', request: { query: 'response_type=code&client_id=my%20app' } },
      client: 'my app',
    },
    {
      name: 'the body of the token request',
      changes: { endpoint: 'oauth-token', request: { body: 'a_client_id=x&client_id=my-app' } },
      client: 'my-app',
    },
    {
      name: 'a JSON body',
      changes: { endpoint: 'oauth-token', request: { body: '{"client_id": "my-app","code":"x"}' } },
      client: 'my-app',
    },
    {
      name: 'the Basic header: my-app:secret',
      changes: { endpoint: 'oauth-token', request: { headers: basic('bXktYXBwOnNlY3JldA==') } },
      client: 'my-app',
    },
    {
      name: 'a Basic header that is none',
      changes: { endpoint: 'oauth-token', request: { headers: basic('my-app:secret') } },
      client: null,
    },
    {
      name: 'an id with a broken percent sign',
      changes: { endpoint: 'oauth-token', request: { body: 'client_id=50%' } },
      client: '50%',
    },
    {
      name: 'a very long id, cut',
      changes: { endpoint: 'oauth-token', request: { body: `client_id=${'a'.repeat(10_000)}` } },
      client: `${'a'.repeat(60)}...`,
    },
    {
      name: 'an endpoint that no client logs in at',
      changes: { endpoint: 'api-v2-users-me', request: { query: 'client_id=my-app' } },
      client: null,
    },
  ]
  for (const { name, changes, client } of clients) {
    test(`the client in ${name}`, () => expect(clientOf(loggedExchange(changes))).toBe(client))
  }

  test('the id of a client cannot colour the terminal', () => {
    const request = { body: 'client_id=%1b[31mred' }
    expect(logLine(loggedExchange({ endpoint: 'oauth-token', request }))).toBe(
      '#12 POST /oauth/token 400 (client \\u{1B}[31mred)',
    )
  })
})
