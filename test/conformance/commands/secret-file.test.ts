import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isReadableByAll, readSecretFile } from '../../../src/conformance/commands/secret-file.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const folder = temporaryFolder({ closed: 'abc\n', group: 'abc', open: 'abc', long: 'x'.repeat(10_001) })
const at = (name: string) => join(folder, name)
chmodSync(at('closed'), 0o600)
chmodSync(at('group'), 0o640)
chmodSync(at('open'), 0o644)
mkdirSync(at('below'))
execFileSync('mkfifo', [at('pipe')])

describe('secret-file', () => {
  const rows = [
    { name: 'closed', is: { kind: 'read', text: 'abc\n', readableByAll: false } },
    { name: 'group', is: { kind: 'read', text: 'abc', readableByAll: false } },
    { name: 'open', is: { kind: 'read', text: 'abc', readableByAll: true } },
    { name: 'gone', is: { kind: 'unreadable', why: 'there is no such file' } },
    { name: 'closed/x', is: { kind: 'unreadable', why: 'there is no such file' } },
    { name: 'below', is: { kind: 'unreadable', why: 'is no file' } },
    { name: 'pipe', is: { kind: 'unreadable', why: 'is no file' } },
    { name: 'long', is: { kind: 'unreadable', why: 'is too long for a secret' } },
  ]
  for (const { name, is } of rows) test(name, () => expect(readSecretFile(at(name))).toEqual(is))

  test('a file that is not there is read by nobody', () => expect(isReadableByAll(at('gone'))).toBe(false))
})
