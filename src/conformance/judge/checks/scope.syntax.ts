// scope.syntax: scope is a list of legal names with one space between them.
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noScope, type SentScope, sentScopes } from '../scope-sent.js'
import { characterAt, lengthOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'comma-separated' | 'comma' | 'white-space' | 'illegal-character' | 'duplicate'

interface Fault {
  readonly reason: Reason
  readonly actual: string
  readonly diagnosis?: string
}

/** RFC 6749 Appendix A.4: `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`, and the space between two of them. */
const illegal = /[^\x20\x21\x23-\x5B\x5D-\x7E]/

function illegalCharacter(value: string): readonly Fault[] {
  const index = [...value].findIndex((character) => illegal.test(character) && !/[\t\r\n]/.test(character))
  if (index === -1) return []
  const diagnosis = /^\s*\[.*\]\s*$/s.test(value) ? { diagnosis: 'it is a list written as JSON' } : {}
  return [{ reason: 'illegal-character', actual: characterAt(value, index), ...diagnosis }]
}

function whiteSpace(value: string): readonly Fault[] {
  if (/[\t\r\n]/.test(value)) {
    const index = [...value].findIndex((character) => /[\t\r\n]/.test(character))
    return [{ reason: 'white-space', actual: characterAt(value, index) }]
  }
  if (/ {2}/.test(value)) {
    return [{ reason: 'white-space', actual: `two spaces together at index ${value.indexOf('  ')}` }]
  }
  return value === value.trim()
    ? []
    : [{ reason: 'white-space', actual: `a space at the ${value.startsWith(' ') ? 'start' : 'end'}` }]
}

/** A comma may be a character of one scope; in several it is what stands between them. */
function commas(tokens: readonly string[]): readonly Fault[] {
  const holding = tokens.filter((token) => token.includes(','))
  const [first] = holding
  if (first === undefined) return []
  if (holding.length > 1) {
    return [
      { reason: 'comma-separated', actual: `commas in ${holding.length} of its names: ${quoted(first)}` },
    ]
  }
  return [{ reason: 'comma', actual: `${quoted(first)} is one name` }]
}

function duplicates(tokens: readonly string[]): readonly Fault[] {
  const repeated = tokens.find((token, index) => tokens.indexOf(token) < index)
  return repeated === undefined ? [] : [{ reason: 'duplicate', actual: `${quoted(repeated)} is named twice` }]
}

function look(scope: SentScope): Seen<Reason> {
  const { value, phase } = scope
  const where = placeIn(scope, 'scope')
  const tokens = value.split(/\s+/).filter((token) => token !== '')
  const faults = [...illegalCharacter(value), ...whiteSpace(value), ...commas(tokens), ...duplicates(tokens)]
  if (faults.length === 0) {
    const names = tokens.length === 1 ? '1 name' : `${tokens.length} names`
    return [{ where, actual: `${names} in ${lengthOf(value)}` }]
  }
  const expected = 'names of legal characters with one space between them'
  return faults.map((fault) => ({ ...fault, where, expected, phase }))
}

export const scopeSyntax = defineCheck({
  id: 'scope.syntax',
  phase: 'authorization request',
  title: 'Scopes are sent as names in the legal characters, with one space between them',
  why: 'What is joined otherwise is read as one long name, which no server knows: it is refused, or ignored, and the token lacks what the app needs.',
  fix: "Join the names with one space: scopes.join(' '), and leave the encoding to the URL builder.",
  clauses: ['RFC6749-3.3', 'RFC6749-A.4'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'comma-separated': { level: 'violation', what: 'puts commas between the scopes' },
    comma: {
      level: 'warning',
      what: 'sends a scope with a comma in it, which is one scope by the standard',
      fix: 'If several scopes are meant, join them with one space; if the comma belongs to the name, leave it.',
    },
    'white-space': {
      level: 'violation',
      what: 'puts other white space than one space around or between the scopes',
    },
    'illegal-character': { level: 'violation', what: 'sends a character that no scope may have' },
    duplicate: {
      level: 'info',
      what: 'names a scope twice, which adds nothing',
      fix: "Name each scope once: [...new Set(scopes)].join(' ').",
    },
  },
  judge(transcripts) {
    return judgeEach(sentScopes(transcripts), look, noScope(transcripts))
  },
})
