import { describe, expect, test } from 'vitest'
import { describeMistakes } from '../../../src/server/protocol/description.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'

function mistake(sentence: string, kind = 'challenge-padded', parameter: string | null = null): Mistake {
  return { kind, area: 'pkce', error: 'invalid_request', parameter, sentence, fix: 'Fix it.' }
}

/** RFC 6749 section 5.2: %x20-21 / %x23-5B / %x5D-7E. */
const legal = /^[\x20-\x21\x23-\x5B\x5D-\x7E]*$/

describe('description', () => {
  const rows: readonly { name: string; mistakes: readonly Mistake[]; text: string }[] = [
    { name: 'nothing without mistakes', mistakes: [], text: '' },
    { name: 'one mistake as it is', mistakes: [mistake('a is wrong')], text: 'a is wrong' },
    {
      name: 'two mistakes in one sentence',
      mistakes: [mistake('a is wrong'), mistake('b is wrong')],
      text: 'a is wrong; b is wrong',
    },
    { name: 'quotation marks and backslashes replaced', mistakes: [mistake('"a" \\ b')], text: "'a' / b" },
    {
      name: 'letters beyond ASCII and control characters replaced',
      mistakes: [mistake('é\r\n\u0000')],
      text: '????',
    },
    {
      name: 'the first in full and the others in brief, where all in full are too long',
      mistakes: [
        mistake(`a ${'x'.repeat(120)}`),
        mistake('b'.repeat(100), 'method-missing'),
        mistake('c'.repeat(100), 'parameter-doubled', 'scope'),
      ],
      text: `a ${'x'.repeat(120)}; method missing; scope doubled`,
    },
    {
      name: 'all in brief, where the first alone is too long beside them',
      mistakes: [mistake('a'.repeat(190)), mistake('b'.repeat(100), 'method-missing')],
      text: 'challenge padded; method missing',
    },
    {
      name: 'one that is too long, cut',
      mistakes: [mistake('a'.repeat(300))],
      text: `${'a'.repeat(197)}...`,
    },
  ]
  for (const { name, mistakes, text } of rows) {
    test(name, () => expect(describeMistakes(mistakes)).toBe(text))
  }

  test('as a last resort it counts those that find no room', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      mistake('x'.repeat(150), `some-kind-number-${index}`),
    )
    const text = describeMistakes(many)
    expect(text).toMatch(/^some kind number 0; some kind number 1; .* and \d+ more$/)
    const named = text.split(';').length
    expect(text).toMatch(new RegExp(` and ${30 - named} more$`))
    expect(text.length).toBeLessThanOrEqual(200)
  })

  for (let count = 1; count <= 12; count++) {
    test(`${count} mistakes of any length fit into 200 legal characters`, () => {
      for (const length of [1, 20, 99, 100, 190, 200, 201, 1000]) {
        const text = describeMistakes(Array.from({ length: count }, () => mistake('é"\\x '.repeat(length))))
        expect(text.length).toBeLessThanOrEqual(200)
        expect(text).toMatch(legal)
        expect(text).not.toBe('')
      }
    })
  }

  const short: readonly { name: string; mistake: Mistake; text: string }[] = [
    {
      name: 'a wrong secret',
      mistake: { ...mistake('a', 'client-secret-wrong'), error: 'invalid_client' },
      text: 'authentication failed',
    },
    {
      name: 'an unknown client',
      mistake: { ...mistake('a', 'client-unknown'), error: 'invalid_client' },
      text: 'client not found',
    },
    {
      name: 'a grant type of other clients',
      mistake: { ...mistake('a', 'client-grant-type'), error: 'unauthorized_client' },
      text: 'client is not authorized to use the grant type',
    },
    {
      name: 'client credentials of a code client',
      mistake: { ...mistake('a', 'client-credentials-unauthorized'), error: 'unauthorized_client' },
      text: 'client is not authorized to use the client_credential grant type',
    },
    { name: 'anything else', mistake: { ...mistake('a'), error: 'invalid_grant' }, text: 'invalid grant' },
  ]
  for (const { name, mistake: first, text } of short) {
    test(`is the short text of the real service under terseErrors: ${name}`, () => {
      expect(describeMistakes([first, mistake('b')], { terseErrors: true })).toBe(text)
    })
  }
  test('is empty without mistakes under terseErrors too', () => {
    expect(describeMistakes([], { terseErrors: true })).toBe('')
  })
})
