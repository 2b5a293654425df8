// meta.pkce-support: a client relies on PKCE alone only where it knows that the server has it.
import { firstValue } from '../../../server/protocol/parameters.js'
import { authorizeRequests } from '../authorize-request.js'
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { metadataRead } from '../metadata-read.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

export const metaPkceSupport = defineCheck({
  id: 'meta.pkce-support',
  phase: 'discovery',
  title: 'A client relies on PKCE alone only where it knows that the server has it',
  why: 'A server without PKCE ignores the challenge: a login that has no state is then open to forged answers, and nobody notices.',
  fix: 'Send a state as well and compare it, or stop where the metadata has no code_challenge_methods_supported.',
  clauses: ['RFC9700-4.7.1-pkce', 'RFC8414-2-pkce'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['discovery-trouble/pkce-unmentioned'],
  reasons: {
    'relied-on': {
      level: 'violation',
      what: 'relies on PKCE alone though the metadata does not speak of it',
    },
  },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run): readonly Shown<'relied-on'>[] => {
      const read = metadataRead(run)
      if ('kind' in read) return [read]
      const said = 'metadata without code_challenge_methods_supported'
      const where = placeOf(run, read.exchange.number, 'code_challenge_methods_supported')
      const login = authorizeRequests(run).find(({ exchange }) => exchange.number > read.exchange.number)
      if (login === undefined) {
        return [
          { kind: 'right', evidence: { where, actual: `${said}, and the client stopped` }, silent: true },
        ]
      }
      if (firstValue(login.parameters, 'state') !== null) {
        const actual = `${said}, and the login in exchange ${login.exchange.number} has a state as well`
        return [{ kind: 'right', evidence: { where, actual }, silent: false }]
      }
      const actual = `${said}, and the login in exchange ${login.exchange.number} has no state`
      const expected = 'a state as well, or no login'
      return [{ kind: 'broken', occurrence: { reason: 'relied-on', where, expected, actual } }]
    })
  },
})
