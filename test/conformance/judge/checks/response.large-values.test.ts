import { responseLargeValues } from '../../../../src/conformance/judge/checks/response.large-values.js'
import { judgeTable } from '../../../support/judge-table.js'
import { legalAnswerRows } from '../../../support/legal-answer.js'

judgeTable(
  responseLargeValues,
  legalAnswerRows({
    variant: 'token-4k',
    members: { access_token: 'x'.repeat(4096), token_type: 'bearer' },
    said: /an access token of 4096 characters/,
    level: 'warning',
  }),
)
