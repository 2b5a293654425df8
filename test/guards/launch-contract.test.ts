// The page that says what a client is launched with names all of it.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contractNames } from '../../src/conformance/gather/interception/environment.js'
import { intercept } from '../../src/conformance/gather/interception/interception.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const page = readFileSync(join(root, 'docs/launch-contract.md'), 'utf8')

describe('docs/launch-contract.md', () => {
  for (const name of contractNames) test(`names ${name}`, () => expect(page).toContain(`\`${name}\``))

  test('names every variable by which a client is led to the mock', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'run'))
    const led = await intercept({
      front: { port: 1, ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' },
      folder: join(folder, 'run'),
      environment: {},
      kept: [],
      java: true,
    })
    await led.close()
    const names = Object.keys(led.environment).filter((name) => name === name.toUpperCase())
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !page.includes(name))).toEqual([])
  })
})
