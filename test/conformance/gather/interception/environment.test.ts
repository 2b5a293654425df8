import { describe, expect, test } from 'vitest'
import { clientEnvironment } from '../../../../src/conformance/gather/interception/environment.js'

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
})
