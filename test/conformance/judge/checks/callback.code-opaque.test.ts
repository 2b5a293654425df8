import { callbackCodeOpaque } from '../../../../src/conformance/judge/checks/callback.code-opaque.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const before = honestLogin()
const after = honestLogin({ scenario: 'honest-again' })
const punctuated = 'ab+/cd==%&~ Xw2sKqVt7Lm9'
const long = 'Zq8fXw2s'.repeat(250)

const answered = (variant: 'code-long' | 'code-punctuated') =>
  transcript({ scenario: 'honest-variants', variant })
    .authorize({}, { issues: variant === 'code-long' ? long : punctuated })
    .callback()

judgeTable(callbackCodeOpaque, [
  {
    name: 'passes a client that sends both codes as they were issued',
    transcripts: [
      before,
      answered('code-long').token().api().ended(),
      answered('code-punctuated').token().api().ended(),
      after,
    ],
    expected: 'passes',
    saying: [/a code of 2000 characters it got its token/],
    times: 2,
  },
  {
    name: 'blames a client that leaves a plus as it is, and says that the fault sleeps',
    transcripts: [
      before,
      answered('code-punctuated')
        .token({ code: punctuated.replace('+', ' ') }, { refused: true })
        .ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { altered: 'violation' } },
    saying: [/\(U\+0020\) at index 2 in place of .*\(U\+002B\) at index 2/, /sleeps/],
  },
  {
    name: 'blames a client that cuts a long code',
    transcripts: [
      before,
      answered('code-long')
        .token({ code: long.slice(0, 512) }, { refused: true })
        .ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { altered: 'violation' } },
    saying: [/it ends after 512 characters/],
  },
  {
    name: 'warns a client that refuses a long code',
    transcripts: [
      before,
      transcript({ scenario: 'honest-variants', variant: 'code-long' })
        .authorize({}, { issues: long })
        .callback(414)
        .ended('client-gave-up', 1),
      after,
    ],
    expected: { fails: { refused: 'warning' } },
    saying: [/with a code of 2000 characters it answered its callback with status 414/],
  },
  {
    name: 'does not blame a client whose login failed for another reason',
    transcripts: [
      before,
      answered('code-long').token({}, { refused: true }).ended('client-gave-up', 1),
      after,
    ],
    expected: { inconclusive: /exchange 2 was refused/ },
  },
])
