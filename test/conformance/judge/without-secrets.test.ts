import { describe, expect, test } from 'vitest'
import { checks } from '../../../src/conformance/judge/checks/index.js'
import { judge } from '../../../src/conformance/judge/judge.js'
import { transcript, verifier } from '../../support/transcript-builder.js'

const rows = [
  {
    name: 'masks a verifier that a client put into redirect_uri',
    secret: verifier,
    transcript: transcript().authorize({ redirect_uri: verifier }).callback().token().ended(),
    check: 'redirect-uri.form',
    outcome: 'fail',
  },
  {
    name: 'masks the code in the address of the callback that was sent as redirect_uri',
    secret: 'a-code-of-this-very-run',
    transcript: transcript()
      .authorize({}, { issues: 'a-code-of-this-very-run' })
      .callback()
      .token({ redirect_uri: 'http://127.0.0.1:8976/callback?code=a-code-of-this-very-run' })
      .ended(),
    check: 'token.redirect-uri-identical',
    outcome: 'fail',
  },
]

describe('withoutSecrets', () => {
  for (const row of rows) {
    test(row.name, () => {
      const [finding] = judge({
        checks: checks.filter(({ id }) => id === row.check),
        transcripts: [row.transcript],
        kind: 'native',
        profile: 'core',
        tools: { mask: (secret) => `masked ${secret.length}` },
        nothingSeen: null,
      })
      expect(finding?.outcome).toBe(row.outcome)
      expect(JSON.stringify(finding)).not.toContain(row.secret)
      expect(JSON.stringify(finding)).toContain(`masked ${row.secret.length}`)
    })
  }
})
