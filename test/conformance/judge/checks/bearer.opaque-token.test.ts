import { bearerOpaqueToken } from '../../../../src/conformance/judge/checks/bearer.opaque-token.js'
import { judgeTable } from '../../../support/judge-table.js'
import { legalAnswerRows } from '../../../support/legal-answer.js'

judgeTable(
  bearerOpaqueToken,
  legalAnswerRows({
    variant: 'token-opaque',
    members: { access_token: 'a-token-of-some-length', token_type: 'bearer' },
    said: /text without any structure/,
    level: 'violation',
  }),
)
