import { responseTokenTypeCase } from '../../../../src/conformance/judge/checks/response.token-type-case.js'
import { judgeTable } from '../../../support/judge-table.js'
import { legalAnswerRows } from '../../../support/legal-answer.js'

judgeTable(
  responseTokenTypeCase,
  legalAnswerRows({
    variant: 'token-type-capitalised',
    members: { access_token: 'a-token-of-some-length', token_type: 'Bearer' },
    said: /token_type \\"Bearer\\"/,
    level: 'violation',
  }),
)
