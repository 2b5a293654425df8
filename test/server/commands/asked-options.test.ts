import { describe, expect, test } from 'vitest'
import type { GivenFlags } from '../../../src/command-line/index.js'
import { askedOptions, checkOptions, everyProblem } from '../../../src/server/commands/asked-options.js'
import { KeyFileError } from '../../../src/server/tokens/key-file.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const noFlags: GivenFlags = {
  text: () => undefined,
  list: () => [],
  switch: () => false,
  has: () => false,
  variable: () => undefined,
}

const io = (files: Readonly<Record<string, string>> = {}) => ({
  cwd: temporaryFolder({ '.git': '', ...files }),
  env: {},
  platform: 'linux node 20.20.2',
})

describe('asked-options', () => {
  test('what neither flag nor file names is as the caller wants it', async () => {
    const world = io({ 'gc-mock-oauth.yaml': 'port: 1\n' })
    const { options, file } = await askedOptions(noFlags, world, { port: 0, host: 'localhost' })
    expect(options).toEqual({ port: 1, host: 'localhost', stubFolder: world.cwd })
    expect(file?.name).toBe('gc-mock-oauth.yaml')
    expect((await askedOptions(noFlags, io(), { port: 0 })).options).toEqual({ port: 0 })
  })

  test('good options have no problem, and the settings that come of them', async () => {
    const { settings, problems } = await checkOptions(await askedOptions(noFlags, io()))
    expect([settings?.port, problems]).toEqual([7636, []])
  })

  test('what a start ended with is told, although nothing can be seen of it any more', async () => {
    const asked = await askedOptions(noFlags, io({ 'gc-mock-oauth.yaml': 'dataDir: data\nprot: 1\n' }))
    const seen = new KeyFileError(
      'not-writable',
      '/data/keys.json',
      '/data/keys.json cannot be written (EIO)',
    )
    expect((await everyProblem(asked, seen)).problems.map(({ problem }) => problem)).toEqual([
      'gc-mock-oauth.yaml:1: dataDir: /data/keys.json cannot be written (EIO)',
      'gc-mock-oauth.yaml:2: prot: there is no such option (did you mean port?)',
    ])
  })
})
