import { responseExpiresInMissing } from '../../../../src/conformance/judge/checks/response.expires-in-missing.js'
import { judgeTable } from '../../../support/judge-table.js'
import { legalAnswerRows } from '../../../support/legal-answer.js'

judgeTable(
  responseExpiresInMissing,
  legalAnswerRows({
    variant: 'expires-in-missing',
    members: { access_token: 'a-token-of-some-length', token_type: 'bearer' },
    said: /without expires_in/,
    level: 'violation',
  }),
)
