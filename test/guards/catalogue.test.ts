import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { apiCatalogue } from '../../src/conformance/api-report.js'
import { drivers } from '../../src/conformance/gather/drivers/index.js'
import { apiChecks } from '../../src/conformance/judge/api-checks/index.js'
import { checks } from '../../src/conformance/judge/checks/index.js'
import { type Clause, clauses } from '../../src/conformance/judge/clauses.js'
import { reporters } from '../../src/conformance/report/reporters/index.js'
import { resources } from '../../src/server/admin/index.js'
import { endpoints } from '../../src/server/endpoints/index.js'
import { scenarioNames, scenarios } from '../../src/server/scenarios/index.js'
import { filesBelow, root } from '../support/source-files.js'

interface Folder {
  readonly path: string
  /** Files that define the kind of thing, or serve several of its members. */
  readonly besides: readonly string[]
  readonly ids: readonly string[]
}

const folders: readonly Folder[] = [
  { path: 'src/conformance/judge/checks', besides: ['check'], ids: checks.map(({ id }) => id) },
  {
    path: 'src/conformance/judge/api-checks',
    besides: ['api-check'],
    ids: apiChecks.map(({ id }) => id),
  },
  { path: 'src/conformance/gather/drivers', besides: ['driver'], ids: drivers.map(({ id }) => id) },
  { path: 'src/conformance/report/reporters', besides: ['reporter'], ids: reporters.map(({ id }) => id) },
  { path: 'src/server/scenarios', besides: ['scenario'], ids: scenarios.map(({ id }) => id) },
  { path: 'src/server/endpoints', besides: ['endpoint'], ids: endpoints.map(({ id }) => id) },
  {
    path: 'src/server/admin',
    besides: ['resource', 'access', 'body', 'page-of-items', 'view-schemas'],
    ids: resources.map(({ id }) => id),
  },
]

function camelCase(id: string): string {
  return id.replace(/[.-](\w)/g, (_match, letter: string) => letter.toUpperCase())
}

function namesIn({ path, besides }: Folder): readonly string[] {
  return filesBelow(path)
    .map((file) => basename(file).replace(/\.tsx?$/, ''))
    .filter((name) => name !== 'index' && !besides.includes(name))
}

for (const folder of folders) {
  describe(folder.path, () => {
    for (const name of namesIn(folder)) {
      test(`${name} is in the index under its own name`, () => {
        const line = `import { ${camelCase(name)} } from './${name}.js'`
        expect(folder.ids, `add to ${folder.path}/index.ts: ${line}`).toContain(name)
      })

      test(`${name} has a test of its name`, () => {
        const path = join(root, folder.path.replace(/^src/, 'test'), `${name}.test.ts`)
        expect(existsSync(path), `write ${path.slice(root.length)}`).toBe(true)
        const text = readFileSync(path, 'utf8')
        const table = new RegExp(`judgeTable\\(\\s*${camelCase(name)},`)
        const named = text.includes(`describe('${name}'`) || table.test(text)
        expect(named, `begin ${path.slice(root.length)} with describe('${name}', …)`).toBe(true)
      })
    }

    test('no id is used twice, and each has its file', () => {
      expect(new Set(folder.ids).size).toBe(folder.ids.length)
      expect([...folder.ids].sort()).toEqual([...namesIn(folder)].sort())
    })
  })
}

describe('checks', () => {
  const known = new Set<string>([...scenarios.map(({ id }) => id), ...scenarioNames()])

  for (const check of [...checks, ...apiCatalogue]) {
    test(`${check.id} cites clauses that exist, reads scenarios that exist, and says what to do`, () => {
      expect(check.clauses.filter((id) => !(id in clauses))).toEqual([])
      const read = [...check.scenarios, ...(check.fullScenarios ?? [])]
      expect(read.filter((name) => !known.has(name))).toEqual([])
      expect(new Set(read).size).toBe(read.length)
      expect(check.fix.endsWith('.') || check.fix.endsWith(')')).toBe(true)
      expect(check.title.endsWith('.')).toBe(false)
      expect(Object.keys(check.reasons).length).toBeGreaterThan(0)
      for (const reason of Object.keys(check.reasons)) expect(reason).toMatch(/^[a-z][a-z0-9-]*$/)
    })
  }
})

describe('clauses', () => {
  test('each is judged by a check, or says why by none', () => {
    const cited = new Set<string>([...checks, ...apiCatalogue].flatMap((check) => [...check.clauses]))
    const silent = Object.entries<Clause>(clauses).filter(
      ([id, clause]) => !cited.has(id) && !clause.unchecked,
    )
    expect(silent.map(([id]) => id)).toEqual([])
  })

  test('none is both judged and excused', () => {
    const cited = new Set<string>([...checks, ...apiCatalogue].flatMap((check) => [...check.clauses]))
    expect(
      Object.entries<Clause>(clauses)
        .filter(([id, clause]) => cited.has(id) && clause.unchecked)
        .map(([id]) => id),
    ).toEqual([])
  })

  test('each links to its document', () => {
    for (const { url, document } of Object.values<Clause>(clauses)) {
      expect(url).toMatch(/^https:\/\/(?:www\.rfc-editor\.org|datatracker\.ietf\.org|openid\.net)\//)
      const number = /^RFC (\d+)$/.exec(document)?.[1]
      if (number) expect(url).toContain(`rfc${number}#`)
    }
  })
})
