import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOf, createFile, replaceFile } from '../../../src/server/http/atomic-file.js'
import { systemPorts } from '../../../src/server/ports.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const writing = { mode: 0o600, random: systemPorts.random }

describe('atomic-file', () => {
  test('a file is replaced as a whole, with its permissions, and no draft is left', async () => {
    const folder = temporaryFolder({ name: 'a much longer text than the new one' })
    const path = join(folder, 'name')
    const before = statSync(path).ino
    await replaceFile(path, 'new', writing)
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(statSync(path).ino).not.toBe(before)
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
    expect(readdirSync(folder)).toEqual(['name'])
  })

  test('a file is made once: who comes later is told so and changes nothing', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'name')
    const texts = ['a', 'b', 'c', 'd']
    const made = await Promise.all(texts.map((text) => createFile(path, text, writing)))
    expect(made.filter((isMade) => isMade)).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).toBe(texts[made.indexOf(true)])
    expect(await createFile(path, 'e', writing)).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe(texts[made.indexOf(true)])
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
    expect(readdirSync(folder)).toEqual(['name'])
  })

  test('what cannot be written rejects with the error of the file system, and leaves no draft', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken'))
    writeFileSync(join(folder, 'taken', 'file'), '')
    const failure = await replaceFile(join(folder, 'taken'), 'new', writing).catch(codeOf)
    expect(failure).toMatch(/^E(?:ISDIR|NOTEMPTY|EXIST)$/)
    expect(readdirSync(folder)).toEqual(['taken'])
    const nowhere = join(folder, 'nowhere', 'file')
    expect(await createFile(nowhere, 'new', writing).catch(codeOf)).toBe('ENOENT')
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  test('only errors of the file system have a code', () => {
    expect(codeOf(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('EACCES')
    expect(codeOf(new Error('x'))).toBe('')
    expect(codeOf('x')).toBe('')
  })
})
