import { describe } from 'vitest'
import { jwtAudience } from '../../../../src/conformance/judge/api-checks/jwt.audience.js'
import { acceptedRows, judgeApi } from '../../../support/api-run.js'

describe('jwt.audience', () => {
  judgeApi(
    jwtAudience,
    ['aud-other', 'aud-missing', 'aud-longer', 'aud-shorter', 'aud-list-of-others', 'aud-list'],
    [
      ...acceptedRows({
        'aud-other': 'other-audience',
        'aud-missing': 'no-audience',
        'aud-longer': 'part-of-audience',
        'aud-shorter': 'part-of-audience',
        'aud-list-of-others': 'list-of-others',
      }),
      { name: 'a list is refused', changes: { 'aud-list': { status: 401 } }, gives: ['list-refused'] },
      { name: 'a list is answered 500', changes: { 'aud-list': { status: 500 } }, gives: 'inconclusive' },
      {
        name: 'a list is refused, and so is a good token after it',
        changes: { 'aud-list': { status: 401, goodAfter: 401 } },
        gives: 'inconclusive',
      },
    ],
  )
})
