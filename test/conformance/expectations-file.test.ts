import { describe, expect, test } from 'vitest'
import { readConfigFile } from '../../src/config-files/config-file.js'
import { expectationsIn } from '../../src/conformance/expectations-file.js'
import { temporaryFolder } from '../support/temporary-folder.js'

async function read(text: string, name = 'known.yaml') {
  const folder = temporaryFolder({ [name]: text })
  return expectationsIn(
    await readConfigFile({ name, prefix: '--expect: ', program: 'gc-pkce-check' }, folder),
  )
}

const good = `
expected:
  - finding: state.mismatch
    reason: fixed in the next release
    until: 2026-12-31
  - { finding: pkce.challenge.encoding/padded, reason: vendor bug 17, full: true }
`

/** Entries, and what is said of them. */
const bad: readonly { readonly name: string; readonly text: string; readonly problems: readonly string[] }[] =
  [
    {
      name: 'every problem is told at once, by line and member',
      text: 'expected:\n  - finding: state.mismatched\n    reason: x\n  - finding: token.form-body\n    reason: ""\n    until: 2026-02-31\n  - reason: x\n    untill: 2026-01-01\n',
      problems: [
        'known.yaml:5: expected.1.reason: expected text that is not empty, got ""',
        'known.yaml:6: expected.1.until: expected a day that there is, got "2026-02-31"',
        'known.yaml:7: expected.2.finding: is missing',
        'known.yaml:8: expected.2.untill: there is no such option (did you mean until?)',
        'known.yaml:2: expected.0.finding: there is no check or reason "state.mismatched" (did you mean state.mismatch?)',
      ],
    },
    {
      name: 'a reason that a check does not have',
      text: 'expected: [{ finding: token.method-post/zzzzzzzzzz, reason: x }]',
      problems: ['known.yaml:1: expected.0.finding: token.method-post has no such reason, it has get, other'],
    },
    {
      name: 'what is expected twice, or as a whole and by a reason',
      text: 'expected:\n  - { finding: pkce.challenge.encoding/padded, reason: x }\n  - { finding: pkce.challenge.encoding/padded, reason: y }\n  - { finding: state.mismatch/session, reason: z }\n  - { finding: state.mismatch, reason: z }\n',
      problems: [
        'known.yaml:3: expected.1.finding: is expected by expected.0.finding already',
        'known.yaml:4: expected.2.finding: is expected by expected.3.finding already',
      ],
    },
    {
      name: 'a list without its name',
      text: '- { finding: state.mismatch, reason: x }',
      problems: ['known.yaml:1: expected "expected:" and below it a list of findings'],
    },
    {
      name: 'nothing but a comment',
      text: '# nothing known\n',
      problems: ['known.yaml:1: expected: is missing'],
    },
  ]

describe('expectations-file', () => {
  test('holds findings with their reasons and last days', async () => {
    expect(await read(good)).toEqual({
      kind: 'good',
      expected: [
        { finding: 'state.mismatch', reason: 'fixed in the next release', until: '2026-12-31' },
        { finding: 'pkce.challenge.encoding/padded', reason: 'vendor bug 17', full: true },
      ],
    })
  })

  test('may be JSON, name its schema, and hold nothing', async () => {
    const json = '{ "$schema": "x.json", "expected": [] }'
    expect(await read(json, 'known.json')).toEqual({ kind: 'good', expected: [] })
  })

  for (const { name, text, problems } of bad) {
    test(`refuses ${name}`, async () => {
      const found = await read(text)
      expect(found.kind === 'bad' ? found.problems.map(({ problem }) => problem) : found).toEqual(problems)
    })
  }
})
