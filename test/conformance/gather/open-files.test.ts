import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openAmong } from '../../../src/conformance/gather/open-files.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

describe('open-files', () => {
  test('a file counts as open as long as a program holds it', () => {
    const folder = temporaryFolder({ 'a.log': '', 'b.log': '' })
    const paths = ['a.log', 'b.log'].map((name) => join(folder, name))
    const descriptor = openSync(join(folder, 'a.log'), 'a')
    expect([...openAmong(paths)]).toEqual([join(folder, 'a.log')])
    closeSync(descriptor)
    expect([...openAmong(paths)]).toEqual([])
  })
})
