import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listCatalogue } from '../../../src/conformance/commands/catalogue.js'
import { root } from '../../support/source-files.js'

const lines = listCatalogue('clauses').split('\n')

describe('catalogue', () => {
  test('lists a clause with the checks that judge it', () => {
    const row = lines.find((line) => line.startsWith('RFC 7636 §4.5'))
    expect(row).toMatch(/ REQUIRED .* pkce\.verifier\.present$/)
  })

  test('lists a clause without a check with the reason for it', () => {
    const row = lines.find((line) => line.startsWith('RFC 7636 §7.4'))
    expect(row).toMatch(/ none: An instruction to readers/)
  })

  test('lists every requirement of RFC 7636 that binds a client', () => {
    const { requirements } = JSON.parse(
      readFileSync(join(root, 'fixtures/vectors/rfc7636-client-requirements.json'), 'utf8'),
    )
    for (const { section, keyword } of requirements) {
      expect(
        lines.some((line) => line.startsWith(`RFC 7636 §${section} `) && line.includes(` ${keyword} `)),
      ).toBe(true)
    }
  })

  test('ends with how much of each document is judged', () => {
    const summary = lines.slice(lines.indexOf('') + 1).filter((line) => line !== '')
    expect(summary.map((line) => line.split(/ {2,}/)[0])).toContain('RFC 7636')
    for (const line of summary) expect(line).toMatch(/ \d+ of \d+ judged/)
  })
})
