// scope.minimal: the client asks for no more than it says that it needs.
import { coversScope } from '../../../server/protocol/scope.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noScope, type SentScope, sentScopes } from '../scope-sent.js'
import { listed, quoted } from '../wording.js'
import { defineCheck } from './check.js'

function look(scope: SentScope, needed: readonly string[] | undefined): Seen<'extra' | 'undeclared'> {
  const { value, phase } = scope
  const where = placeIn(scope, 'scope')
  const asked = [...new Set(value.split(/\s+/).filter((token) => token !== ''))]
  const shown = (names: readonly string[]) => listed(names.map(quoted))
  if (needed === undefined) {
    const expected = 'as few as the app uses'
    return [{ reason: 'undeclared', where, expected, actual: `it asks for ${shown(asked)}`, phase }]
  }
  const extra = asked.filter((name) => !coversScope(needed, name))
  if (extra.length === 0) return [{ where, actual: `${shown(asked)}: all of it is needed` }]
  const expected = needed.length === 0 ? 'no scope' : `no more than ${shown(needed)}`
  return [{ reason: 'extra', where, expected, actual: `it asks for ${shown(extra)} besides`, phase }]
}

export const scopeMinimal = defineCheck({
  id: 'scope.minimal',
  phase: 'authorization request',
  title: 'The client asks for no more scopes than it needs',
  why: 'A stolen token can do what its scopes allow. What the app never uses serves only the thief.',
  fix: 'Ask only for what the app uses.',
  clauses: ['RFC6749-10.3-scope', 'RFC9700-2.3'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    extra: { level: 'warning', what: 'asks for scopes that are not among the needed ones' },
    undeclared: {
      level: 'info',
      what: 'asks for these scopes; which of them it needs is not declared',
      fix: 'Compare the list with what the app uses; with needed-scopes in the configuration of the kit this is judged.',
    },
  },
  judge(transcripts, { neededScopes }) {
    return judgeEach(sentScopes(transcripts), (scope) => look(scope, neededScopes), noScope(transcripts))
  },
})
