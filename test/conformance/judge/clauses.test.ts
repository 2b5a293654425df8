import { describe, expect, test } from 'vitest'
import { checks } from '../../../src/conformance/judge/checks/index.js'
import { type Clause, clauses } from '../../../src/conformance/judge/clauses.js'

const rows: readonly [id: string, clause: Clause][] = Object.entries(clauses)
const cited = new Set<string>(checks.flatMap((check) => check.clauses))

/** Section numbers and keywords of the sentences of RFC 7636 that bind a client, read from its text. */
const bindingClients = [
  ['4.1', 'ABNF'],
  ['4.1', 'SHOULD'],
  ['4.1', 'RECOMMENDED'],
  ['4.2', 'MUST'],
  ['4.2', 'ABNF'],
  ['4.3', 'REQUIRED'],
  ['4.3', 'OPTIONAL'],
  ['4.5', 'REQUIRED'],
  ['5', 'SHOULD'],
  ['7.1', 'SHOULD'],
  ['7.2', 'MUST NOT'],
  ['7.2', 'SHOULD NOT'],
  ['7.2', 'SHOULD'],
  ['7.4', 'SHOULD'],
] as const

describe('clauses', () => {
  for (const [section, keyword] of bindingClients) {
    test(`has the ${keyword} of RFC 7636 section ${section}`, () => {
      const found = rows.filter(
        ([, clause]) =>
          clause.document === 'RFC 7636' && clause.section === section && clause.keyword === keyword,
      )
      expect(found).toHaveLength(1)
    })
  }

  for (const [id, clause] of rows) {
    test(`${id} is cited by a check, or says why there is none`, () => {
      expect(clause.unchecked === undefined).toBe(cited.has(id))
    })

    test(`${id} has a link to its section and a summary of one sentence`, () => {
      const anchor = clause.section.replace(/^Appendix /, '')
      const kind = anchor === clause.section ? 'section' : 'appendix'
      const number = clause.document.replace('RFC ', '')
      const base = clause.document.startsWith('RFC ')
        ? `https://www.rfc-editor.org/rfc/rfc${number}`
        : `https://datatracker.ietf.org/doc/html/${clause.document}`
      expect(clause.url).toBe(`${base}#${kind}-${anchor}`)
      expect(clause.summary).toMatch(/^[A-Za-z_].*\.$/)
    })
  }
})
