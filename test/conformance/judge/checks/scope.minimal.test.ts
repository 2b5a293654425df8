import { scopeMinimal } from '../../../../src/conformance/judge/checks/scope.minimal.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const asks = (scope: string) => transcript().authorize({ scope }).callback().token().ended()

const covered: readonly (readonly [needed: readonly string[], scope: string])[] = [
  [['users'], 'users'],
  [['users', 'routing'], 'users'],
  // Who needs to write may ask to read only.
  [['users'], 'users:readonly'],
]
const extra: readonly (readonly [needed: readonly string[], scope: string, saying: RegExp])[] = [
  [['users'], 'users routing', /asks for \\"routing\\" besides/],
  [['users:readonly'], 'users', /asks for \\"users\\" besides/],
  [[], 'users', /no scope/],
]

judgeTable(scopeMinimal, [
  ...covered.map(
    ([neededScopes, scope]): Row => ({
      name: `passes ${scope} where ${neededScopes.join(' and ')} is needed`,
      transcripts: asks(scope),
      neededScopes,
      expected: 'passes',
    }),
  ),
  ...extra.map(
    ([neededScopes, scope, saying]): Row => ({
      name: `warns of ${scope} where ${neededScopes.join(' and ') || 'nothing'} is needed`,
      transcripts: asks(scope),
      neededScopes,
      expected: { fails: { extra: 'warning' } },
      saying: [saying],
    }),
  ),
  {
    name: 'only lists the scopes where nothing is declared as needed',
    transcripts: asks('users routing:readonly users'),
    expected: { fails: { undeclared: 'info' } },
    saying: [/asks for \\"users\\" and \\"routing:readonly\\"/],
  },
  {
    name: 'is not concerned with a client that names no scope',
    transcripts: honestLogin(),
    neededScopes: ['users'],
    expected: { notApplicable: /names no scope/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
])
