import { describe, expect, test } from 'vitest'
import type { GivenFlags } from '../../src/command-line/index.js'
import { callOfFlags, callOfSettings } from '../../src/conformance/call.js'
import { reproduceCommand } from '../../src/conformance/report/reproduce.js'

function flags(values: Readonly<Record<string, string | boolean>>): GivenFlags {
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    text,
    list: (name) => [text(name) ?? []].flat(),
    switch: (name) => values[name] === true,
    has: (name) => values[name] !== undefined,
    variable: () => undefined,
  }
}

describe('call', () => {
  test('repeats what says how a client is operated, and neither checks, reports nor the secret', () => {
    const given = {
      client: './app',
      start: 'npm run dev',
      kind: 'web',
      url: 'http://localhost:3000/login',
      config: 'my.yaml',
      full: true,
      timeout: '60',
      check: 'pkce.*',
      reporter: 'json',
      quiet: true,
      strict: true,
      'client-secret': 'not-a-real-secret',
      'client-secret-file': 'secret.txt',
      'save-transcripts': 'kept',
    }
    expect(reproduceCommand('./app', 'a.b', callOfFlags(flags(given), true))).toBe(
      "gc-pkce-check --client ./app --config my.yaml --start 'npm run dev' --kind web --client-secret-file secret.txt --full --timeout 60 --url http://localhost:3000/login --check a.b",
    )
  })

  test('names an app that already runs once', () => {
    expect(callOfFlags(flags({ url: 'http://localhost:3000/' }), false)).toEqual([])
  })

  test('says settings of the library as flags', () => {
    const settings = {
      start: 'make run',
      loginPath: '/auth',
      port: 8000,
      kind: 'web',
      home: 'real',
      clientId: 'my-id',
      redirectUri: 'http://localhost/cb',
      clientSecret: 'not-a-real-secret',
      profile: 'oauth21',
      timeoutSeconds: 5,
      quick: true,
      env: { A: 'b' },
    } as const
    expect(callOfSettings(settings, true)).toEqual([
      ...[
        '--start',
        'make run',
        '--login-path',
        '/auth',
        '--port',
        '8000',
        '--kind',
        'web',
        '--home',
        'real',
      ],
      ...['--client-id', 'my-id', '--redirect-uri', 'http://localhost/cb', '--profile', 'oauth21'],
      ...['--timeout', '5'],
    ])
    expect(callOfSettings({}, true)).toEqual([])
  })
})
