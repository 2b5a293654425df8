import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../src/command-line/index.js'
import { readConfigFile } from '../../../src/server/commands/config-file.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const folder = temporaryFolder({
  'good.json': '{ "port": 0 }',
  'below/other.json': '[]',
  'comma.json': '{\n  "port": 0,\n}\n',
  'half.json': '{ "port": 0',
  'empty.json': '',
  'latin1.json': '',
})

function problemOf(name: string): string {
  try {
    readConfigFile(name, folder)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return ''
}

describe('config-file', () => {
  test('reads JSON, and knows the folder that it lies in', () => {
    expect(readConfigFile('good.json', folder)).toEqual({ name: 'good.json', folder, value: { port: 0 } })
    expect(readConfigFile('./below/other.json', folder).folder).toBe(join(folder, 'below'))
    expect(readConfigFile(join(folder, 'good.json'), '/').value).toEqual({ port: 0 })
  })

  const rows = [
    { name: 'missing.json', says: '--config: missing.json there is no such file' },
    { name: 'good.json/x', says: '--config: good.json/x there is no such file' },
    { name: 'below', says: '--config: below is a folder' },
    { name: 'comma.json', says: '--config: comma.json is not JSON: the mistake is in line 3, column 1' },
    { name: 'half.json', says: /^--config: half\.json is not JSON: the mistake is in line 1, column 12$/ },
    { name: 'empty.json', says: /^--config: empty\.json is not JSON: the mistake is in line 1, column 1$/ },
  ]
  for (const { name, says } of rows) {
    test(`says what is wrong with ${name}`, () => {
      if (typeof says === 'string') expect(problemOf(name)).toBe(says)
      else expect(problemOf(name)).toMatch(says)
    })
  }
})
