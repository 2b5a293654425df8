import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks, findCheck } from '../../../../src/conformance/judge/checks/index.js'
import { transcript } from '../../../support/transcript-builder.js'

const folder = new URL('../../../../src/conformance/judge/checks/', import.meta.url)

describe('checks/index', () => {
  const files = readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((file) => file !== 'index' && file !== 'check')

  test('lists every file of the folder under the id that is its name, once', () => {
    expect(checks.map(({ id }) => id).sort()).toEqual(files.sort())
  })

  test('finds a check by its id and nothing else', () => {
    expect(findCheck('pkce.verifier.length')?.id).toBe('pkce.verifier.length')
    expect(findCheck('pkce.verifier')).toBeUndefined()
  })

  for (const check of checks) {
    test(`${check.id} is written for a person: title, why, fix, and words for each reason`, () => {
      expect(check.title).toMatch(/^[A-Z].*[^.]$/)
      expect(check.why).toMatch(/^[A-Z].*\.$/)
      expect(check.fix).toMatch(/^[A-Z].*[.)]$/)
      for (const { what, fix } of Object.values(check.reasons)) {
        expect(what).toMatch(/^[a-z].*[^.]$/)
        if (fix !== undefined) expect(fix).toMatch(/^[A-Z].*[.)]$/)
      }
    })

    test(`${check.id} gives nothing but inconclusive on runs without any exchange`, () => {
      const verdict = check.judge([transcript().ended('not-started')], { mask: (secret) => secret })
      expect(verdict.outcome).toBe('inconclusive')
    })

    test(`${check.id} gives nothing but inconclusive when there was no run`, () => {
      expect(check.judge([], { mask: (secret) => secret }).outcome).toBe('inconclusive')
    })
  }
})
