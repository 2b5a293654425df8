import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCommand } from '../../src/conformance/commands/check.command.js'
import { expectMarkedPart } from '../support/marked-part.js'
import { fidelityTable, readmeTables } from '../support/readme-tables.js'
import { root } from '../support/source-files.js'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('README', () => {
  for (const [name, table] of Object.entries(readmeTables)) {
    test(`has the table of ${name} that the program has`, () => expectMarkedPart('README.md', name, table))
  }

  test('shows the test that runs the kit as a library, for a client of its reader', () => {
    const example = readFileSync(join(root, 'test/e2e/library-example.test.ts'), 'utf8')
    const shown = example.replace('./fixtures/clients/correct/native', './my-app').trimEnd()
    expect(shown).toContain("client: './my-app'")
    expectMarkedPart('README.md', 'library', ['```js', shown, '```'].join('\n'))
  })

  test('names only files that exist', () => {
    const named = [...readme.matchAll(/`((?:src|test|fixtures)\/[A-Za-z0-9_./-]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('names only flags of the kit that exist', () => {
    const section = readme.slice(
      readme.indexOf('## Check your client'),
      readme.indexOf('## Run the mock alone'),
    )
    const named = new Set([...section.matchAll(/`[^`]*?--([a-z][a-z-]+)/g)].map(([, flag = '']) => flag))
    expect(named.size).toBeGreaterThan(8)
    expect([...named].filter((flag) => !(flag in checkCommand.flags))).toEqual([])
  })
})

describe('docs/fidelity.md', () => {
  test('has the row of every behaviour that the mock has', () =>
    expectMarkedPart('docs/fidelity.md', 'fidelity', fidelityTable))
})
