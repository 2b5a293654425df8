import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks, findCheck } from '../../../../src/conformance/judge/checks/index.js'
import { judgeTable } from '../../../support/judge-table.js'
import { transcript, verifier } from '../../../support/transcript-builder.js'

const folder = new URL('../../../../src/conformance/judge/checks/', import.meta.url)

function named(id: string) {
  const check = findCheck(id)
  if (check === undefined) throw new Error(`no check ${id}`)
  return check
}

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

judgeTable(named('redirect-uri.form'), [
  {
    name: 'masks a secret that a client put where none belongs',
    transcripts: transcript().authorize({ redirect_uri: verifier }).callback().token().ended(),
    expected: { fails: { relative: 'violation' } },
    saying: [/43 characters #/],
  },
])

judgeTable(named('token.redirect-uri-identical'), [
  {
    name: 'masks the code in the address of the callback that was sent as redirect_uri',
    transcripts: transcript()
      .authorize({}, { issues: 'a-code-of-this-very-run' })
      .callback()
      .token({ redirect_uri: 'http://127.0.0.1:8976/callback?code=a-code-of-this-very-run' })
      .ended(),
    expected: { fails: { different: 'violation' } },
    saying: [/23 characters #/],
  },
])

judgeTable(named('authz.required-params'), [
  {
    name: 'masks a secret in the evidence of a pass',
    transcripts: transcript()
      .authorize({ client_id: 'a-secret-too-short' })
      .callback()
      .token({ client_secret: 'a-secret-too-short' })
      .ended(),
    expected: 'passes',
  },
])
