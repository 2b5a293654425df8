// jwt.header-keys: keys named by the token are not trusted.
import { type ApiRun, isAccepted } from '../../api-calls.js'
import { answered, callsOf, judgeCalls, mustRefuse } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

/** A token of a stranger that says nothing of its key is accepted too. */
function takesAnyKey(run: ApiRun): boolean {
  return callsOf(run, ['signature-foreign']).some(isAccepted)
}

export const jwtHeaderKeys = defineApiCheck({
  id: 'jwt.header-keys',
  title: 'Keys that a token brings or names are not trusted',
  why: 'Whoever writes a token can name any key in it, and would have the API fetch whatever it names.',
  fix: 'Take keys from the configured place alone, and ignore jwk, jku, x5u and x5c; use kid only to choose among them.',
  clauses: ['RFC8725-3.8', 'RFC8725-3.10'],
  rule: 'clause',
  reasons: {
    trusted: { level: 'violation', what: 'accepts a token that brings its own key' },
    fetched: { level: 'warning', what: 'fetches what a token names' },
    'kid-error': {
      level: 'warning',
      what: 'fails on a kid that holds a path and a quotation mark',
      fix: 'Compare kid with those of the known keys, and use it for nothing else: no path, no query.',
    },
  },
  judge: (run) =>
    judgeCalls<'trusted' | 'fetched' | 'kid-error'>(run, ['jwk', 'jku', 'x5u', 'x5c', 'kid-path'], (call) => {
      if (call.elsewhere.length > 0 && !isAccepted(call)) {
        const actual = `it asked for ${call.elsewhere.join(', ')}`
        return {
          kind: 'broken',
          reason: 'fetched',
          expected: 'no request to the place that the token names',
          actual,
        }
      }
      if (call.variant !== 'kid-path' && isAccepted(call) && takesAnyKey(run)) {
        const why = 'the API takes tokens of any key, whatever their header says (jwt.signature)'
        return { kind: 'undecided', why }
      }
      if (call.variant !== 'kid-path') return mustRefuse(call, 'trusted')
      // The key is right, and there is one only: who looks at no kid may take it.
      if (call.status !== null && call.status < 500) return { kind: 'right', actual: answered(call) }
      return { kind: 'broken', reason: 'kid-error', expected: 'status 401', actual: answered(call) }
    }),
})
