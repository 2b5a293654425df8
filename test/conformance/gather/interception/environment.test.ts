import { describe, expect, test } from 'vitest'
import {
  clientEnvironment,
  contractNames,
} from '../../../../src/conformance/gather/interception/environment.js'

const parts = {
  own: { PATH: '/usr/bin', LANG: 'C', SECRET_OF_USER: 'kept' },
  launch: {
    loginUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:2',
    clientId: 'id',
    redirectUri: 'http://127.0.0.1:3/callback',
    runId: 'run',
  },
  openers: '/run/openers',
  browser: '/run/openers/gc-pkce-open',
  openLog: '/run/opened',
  temporary: '/run/tmp',
  home: { HOME: '/run/home' },
  wanted: {},
}

describe('clientEnvironment', () => {
  test('tells the client where the mock is and who it may be', () => {
    expect(clientEnvironment(parts)).toMatchObject({
      GC_PKCE_CHECK: '1',
      GC_PKCE_RUN_ID: 'run',
      GC_PKCE_LOGIN_URL: 'http://127.0.0.1:1',
      GC_PKCE_API_URL: 'http://127.0.0.1:2',
      GC_PKCE_CLIENT_ID: 'id',
      GC_PKCE_REDIRECT_URI: 'http://127.0.0.1:3/callback',
      GC_PKCE_OPEN_LOG: '/run/opened',
    })
  })

  test('puts the stand-ins for the browser first in the search path', () => {
    const environment = clientEnvironment(parts)
    expect(environment['PATH']).toBe('/run/openers:/usr/bin')
    expect(environment['BROWSER']).toBe('/run/openers/gc-pkce-open')
  })

  test('keeps what the user has set', () => {
    expect(clientEnvironment(parts)).toMatchObject({ LANG: 'C', SECRET_OF_USER: 'kept', HOME: '/run/home' })
  })

  const removed = [
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'HTTPS_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'CI',
    'FORCE_COLOR',
    'npm_lifecycle_event',
    'npm_package_name',
    'npm_config_local_prefix',
    'VITEST',
  ]
  for (const name of removed) {
    test(`removes ${name}`, () => {
      expect(clientEnvironment({ ...parts, own: { ...parts.own, [name]: 'x' } })).not.toHaveProperty(name)
    })
  }

  test('keeps where packages come from', () => {
    const own = { ...parts.own, npm_config_cache: '/c', npm_config_registry: 'r' }
    expect(clientEnvironment({ ...parts, own })).toMatchObject({
      npm_config_cache: '/c',
      npm_config_registry: 'r',
    })
  })

  test('says nothing about the scenario', () => {
    expect(Object.keys(clientEnvironment(parts)).filter((name) => /scenario|variant/i.test(name))).toEqual([])
  })

  const secret = 'not-a-real-secret'
  const secrets = ['GC_PKCE_CLIENT_SECRET', 'GC_PKCE_CHECK_CLIENT_SECRET', 'GC_PKCE_CHECK_CLIENT_SECRET_FILE']
  for (const name of secrets) {
    test(`keeps ${name}, which is meant for the kit, from the client`, () => {
      const environment = clientEnvironment({ ...parts, own: { ...parts.own, [name]: secret } })
      expect(environment).not.toHaveProperty(name)
      expect(Object.values(environment)).not.toContain(secret)
    })
  }

  test('gives the client a secret where the user asks for it', () => {
    const own = { ...parts.own, GC_PKCE_CLIENT_SECRET: secret }
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user writes
    const wanted = { APP_SECRET: '${GC_PKCE_CLIENT_SECRET}' }
    expect(clientEnvironment({ ...parts, own, wanted })).toMatchObject({ APP_SECRET: secret })
  })

  test('gives the client what the user wants, also instead of what it would get otherwise', () => {
    const environment = clientEnvironment({
      ...parts,
      wanted: {
        LANG: 'de',
        HOME: '/elsewhere',
        NO_PROXY: '*',
        PATH: '/opt/bin',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user writes
        APP_LOGIN: '${GC_PKCE_LOGIN_URL}/oauth',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user writes
        APP_PATH: '${SECRET_OF_USER}:$${x}',
      },
    })
    expect(environment).toMatchObject({
      LANG: 'de',
      HOME: '/elsewhere',
      NO_PROXY: '*',
      APP_LOGIN: 'http://127.0.0.1:1/oauth',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user wrote
      APP_PATH: 'kept:${x}',
    })
    expect(environment['PATH']).toBe('/run/openers:/opt/bin')
  })

  test('names what every client is told', () => {
    expect(contractNames).toContain('GC_PKCE_LOGIN_URL')
    expect(Object.keys(clientEnvironment(parts))).toEqual(expect.arrayContaining([...contractNames]))
  })
})
