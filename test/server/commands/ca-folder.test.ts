import { describe, expect, test } from 'vitest'
import { withCaFolder } from '../../../src/server/commands/ca-folder.js'

const world = { env: { HOME: '/home/me' }, platform: 'linux node 20.20.2' }
const own = '/home/me/.local/share/gc-mock-oauth'

describe('ca-folder', () => {
  const rows = [
    {
      name: 'https that is on has the folder of the system',
      options: { https: true },
      https: { caFolder: own },
    },
    {
      name: 'hosts stay as they are',
      options: { https: { hosts: ['a.test'] } },
      https: { hosts: ['a.test'], caFolder: own },
    },
    {
      name: 'a folder that is given stays',
      options: { https: { caFolder: '/ca' } },
      https: { caFolder: '/ca' },
    },
    {
      name: 'a data folder that is given is enough',
      options: { https: true, dataDir: '/data' },
      https: true,
    },
    { name: 'https that is off needs none', options: { https: false }, https: false },
    { name: 'nonsense is left to the check of the options', options: { https: 'yes' }, https: 'yes' },
  ]
  for (const { name, options, https } of rows) {
    test(name, () => {
      expect(withCaFolder(options, world)).toEqual({ options: { ...options, https }, problems: [] })
    })
  }

  test('without https nothing changes', () => {
    for (const options of [{ port: 1 }, {}, [], 'text', null]) {
      expect(withCaFolder(options, { ...world, env: {} })).toEqual({ options, problems: [] })
    }
  })

  test('the platform is looked at', () => {
    const env = { LOCALAPPDATA: 'C:\\data' }
    expect(withCaFolder({ https: true }, { env, platform: 'win32 node 22.1.0' })).toEqual({
      options: { https: { caFolder: 'C:\\data\\gc-mock-oauth' } },
      problems: [],
    })
  })

  test('without a home a folder must be named', () => {
    expect(withCaFolder({ https: true }, { ...world, env: {} })).toEqual({
      options: { https: true },
      problems: [
        {
          field: 'https',
          problem:
            'there is no folder to keep the CA in, because the environment names no home: name one with --data-dir',
        },
      ],
    })
  })
})
