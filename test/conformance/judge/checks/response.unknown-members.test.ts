import { responseUnknownMembers } from '../../../../src/conformance/judge/checks/response.unknown-members.js'
import { judgeTable } from '../../../support/judge-table.js'
import { legalAnswerRows } from '../../../support/legal-answer.js'

judgeTable(
  responseUnknownMembers,
  legalAnswerRows({
    variant: 'unknown-members',
    members: { gc_canary: 'x', access_token: 'a-token-of-some-length', token_type: 'bearer' },
    said: /members that no document names/,
    level: 'violation',
  }),
)
