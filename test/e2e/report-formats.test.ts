// Reports of a real run, read by the programs of others.
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runKit } from '../support/run-kit.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/** The validator of the SARIF standard; its package has one program per system. */
function sarifMultitool(): string {
  const packages = join(root, 'test/tools/node_modules/@microsoft')
  const [name] = readdirSync(packages).filter((entry) => entry.startsWith('sarif-multitool-'))
  if (name === undefined) throw new Error('run "npm ci --prefix test/tools" first')
  const program = join(packages, name, 'Sarif.Multitool')
  // Its install script does this, where scripts may run.
  chmodSync(program, 0o755)
  return program
}

interface SarifLog {
  readonly runs: readonly {
    readonly results?: readonly { readonly ruleId: string; readonly level?: string }[]
  }[]
}

const environment = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }

function validated(report: string): SarifLog {
  const log = join(temporaryFolder(), 'validated.sarif')
  const rules = ['--rule-kind', 'Sarif;Gh']
  execFileSync(sarifMultitool(), ['validate', report, '--output', log, ...rules], { env: environment })
  return JSON.parse(readFileSync(log, 'utf8')) as SarifLog
}

const summaryOfXml = `
import sys, json, xml.etree.ElementTree as tree
cases = tree.parse(sys.argv[1]).getroot().findall('./testsuite/testcase')
print(json.dumps({case.get('name'): [child.tag for child in case] for case in cases}))
`

describe('reports of a run', () => {
  let sarif = ''
  let junit = ''
  let har = ''
  let ran: Awaited<ReturnType<typeof runKit>>
  beforeAll(async () => {
    const folder = temporaryFolder()
    sarif = join(folder, 'report.sarif')
    junit = join(folder, 'report.xml')
    har = join(folder, 'report.har')
    const values = ['text', `sarif=${sarif}`, `junit=${junit}`, `har=${har}`]
    const reporters = values.flatMap((value) => ['--reporter', value])
    ran = await runKit('--client', 'fixtures/clients/guide', '--quick', ...reporters)
  }, 60_000)

  test('one of them is on standard output, and the exit code is that of the run', () => {
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('VIOLATION  token.form-body')
  })

  test('SARIF passes the validator of its standard, and the rules of a code host', () => {
    expect(validated(sarif).runs.flatMap(({ results = [] }) => results)).toEqual([])
  })

  test('the validator would find a mistake', () => {
    const folder = temporaryFolder({
      'broken.sarif': readFileSync(sarif, 'utf8').replaceAll('"ruleIndex": 0', '"ruleIndex": 4000'),
    })
    const found = validated(join(folder, 'broken.sarif')).runs.flatMap(({ results = [] }) => results)
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['SARIF1009'])
  })

  test('JUnit XML is read by an XML parser, and fails what the run fails', () => {
    const text = execFileSync('/usr/bin/python3', ['-c', summaryOfXml, junit], { encoding: 'utf8' })
    const cases = JSON.parse(text) as Record<string, readonly string[]>
    expect(cases['token.form-body']).toEqual(['failure'])
    expect(cases['pkce.verifier.length']).toEqual([])
    expect(cases['the whole login was operated']).toEqual([])
  })
  test('HAR passes its schema, and holds the login without its secrets', async () => {
    const validator = createRequire(join(root, 'test/tools/package.json'))('har-validator') as {
      readonly har: (log: unknown) => Promise<unknown>
    }
    const text = readFileSync(har, 'utf8')
    await expect(validator.har(JSON.parse(text))).resolves.toBeDefined()
    expect(text).toContain('/oauth/authorize?')
    expect(text).not.toMatch(/"code_verifier\\*"?[:=]\s*\\*"?[A-Za-z0-9._~-]{43}/)
    expect(text).not.toMatch(/"Bearer (?!<)/)
  })
})
