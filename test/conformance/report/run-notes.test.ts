import { describe, expect, test } from 'vitest'
import { notesOf } from '../../../src/conformance/report/run-notes.js'
import { clientId, transcript } from '../../support/transcript-builder.js'

const rows = [
  {
    name: 'the implicit grant, by the URL without the values of this one login',
    values: { response_type: 'token', code_challenge: null, code_challenge_method: null },
    notes: [
      `this is not PKCE: the client asks for a token directly (implicit grant), by /oauth/authorize?response_type=token&client_id=${clientId}&redirect_uri=http://127.0.0.1:8976/callback&state=…`,
    ],
  },
  {
    name: 'a code without challenge',
    values: { code_challenge: '', code_challenge_method: null },
    notes: [
      expect.stringContaining('this is not PKCE: the client sends no code_challenge, by /oauth/authorize?'),
    ],
  },
  { name: 'nothing of a login with PKCE', values: {}, notes: [] },
  {
    name: 'nothing of a wrong challenge, which a check names',
    values: { code_challenge: 'short' },
    notes: [],
  },
]

describe('notesOf', () => {
  for (const { name, values, notes } of rows) {
    test(`says ${name}`, () => {
      expect(notesOf(transcript().authorize(values).ended())).toEqual(notes)
    })
  }

  test('says no value of state, nonce or challenge', () => {
    const [note] = notesOf(
      transcript()
        .authorize({ response_type: 'token', code_challenge: null, nonce: 'a-secret-nonce' })
        .ended(),
    )
    expect(note).toContain('nonce=…')
    expect(note).not.toContain('a-secret-nonce')
  })

  test('repeats what was noted while the client was operated, once', () => {
    const run = { ...transcript().authorize().ended(), notes: ['opened again', 'opened again'] }
    expect(notesOf(run)).toEqual(['opened again'])
  })

  test('says it of the honest run alone', () => {
    const run = transcript().authorize({ response_type: 'token' }).ended()
    expect(notesOf({ ...run, scenario: 'honest-again' })).toEqual([])
  })
})
