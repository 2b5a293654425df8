import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { apiChecks } from '../../../src/conformance/judge/api-checks/index.js'
import { checks } from '../../../src/conformance/judge/checks/index.js'
import { type Clause, clauses } from '../../../src/conformance/judge/clauses.js'
import { root } from '../../support/source-files.js'

interface Requirement {
  readonly section: string
  readonly keyword: string
  readonly clause: string
  readonly text: string
}

/** Read from the text of the RFC, sentence by sentence. */
const { requirements, bindingServers }: Record<'requirements' | 'bindingServers', readonly Requirement[]> =
  JSON.parse(readFileSync(join(root, 'fixtures/vectors/rfc7636-client-requirements.json'), 'utf8'))

const rows: readonly [id: string, clause: Clause][] = Object.entries(clauses)
const cited = new Set<string>([...checks, ...apiChecks].flatMap((check) => [...check.clauses]))

/** By document and section, as they stand in its table of contents. */
const linksByName: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'OpenID Connect Core 1.0': {
    '10.1.1': 'https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys',
  },
}

describe('clauses', () => {
  for (const { section, keyword, clause: id, text } of [...requirements, ...bindingServers]) {
    test(`${id} is the ${keyword} of RFC 7636 section ${section}: ${text}`, () => {
      const [, found] = rows.find(([name]) => name === id) ?? []
      expect(found).toMatchObject({ document: 'RFC 7636', section, keyword })
    })
  }

  test('names no other sentence of RFC 7636 with a keyword or a grammar, and none twice', () => {
    const known = [...requirements, ...bindingServers].map(({ clause }) => clause)
    const binding = rows.filter(
      ([, { document, keyword }]) => document === 'RFC 7636' && keyword !== 'descriptive',
    )
    expect(binding.map(([id]) => id).sort()).toEqual(known.sort())
  })

  for (const { clause: id, text } of requirements) {
    test(`${id} has a check, or a written reason for having none: ${text}`, () => {
      const [, found] = rows.find(([name]) => name === id) ?? []
      expect(cited.has(id) || (found?.unchecked ?? '').length > 20).toBe(true)
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
      // OpenID Connect names its sections by words.
      const named = linksByName[clause.document]?.[clause.section]
      expect(clause.url).toBe(named ?? `${base}#${kind}-${anchor}`)
      expect(clause.summary).toMatch(/^[A-Za-z_].*\.$/)
    })
  }
})
