// meta.issuer-match: metadata that names another issuer is not used.
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { metadataRead } from '../metadata-read.js'
import { memberSaid } from '../token-answer.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

export const metaIssuerMatch = defineCheck({
  id: 'meta.issuer-match',
  phase: 'discovery',
  title: 'Metadata that names another issuer is not used',
  why: 'Metadata says where code, verifier and secret go. Whoever takes that of another issuer sends them to whom it names.',
  fix: 'Compare the issuer of the metadata with the URL from which it was asked for, character by character, and stop on any difference.',
  clauses: ['RFC8414-3.3'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['discovery-trouble/issuer-with-slash', 'discovery-trouble/issuer-of-other-host'],
  reasons: { used: { level: 'violation', what: 'goes on with metadata that names another issuer' } },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run): readonly Shown<'used'>[] => {
      const read = metadataRead(run)
      if ('kind' in read) return [read]
      const where = placeOf(run, read.exchange.number, 'issuer')
      const said = `metadata of ${read.exchange.request.origin} with ${memberSaid(read.exchange.sent, 'issuer')}`
      if (read.wentOn !== null) {
        const actual = `${said}, and the login went on in exchange ${read.wentOn}`
        const expected = 'no request that uses this metadata'
        return [{ kind: 'broken', occurrence: { reason: 'used', where, expected, actual } }]
      }
      return [{ kind: 'right', evidence: { where, actual: `${said}, and the client stopped` }, silent: true }]
    })
  },
})
