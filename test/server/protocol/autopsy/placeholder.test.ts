import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { placeholderIn, placeholderMistake } from '../../../../src/server/protocol/autopsy/placeholder.js'

describe('autopsy/placeholder', () => {
  const promises = [
    '[object Promise]',
    '[object AsyncFunction]',
    'Promise { <pending> }',
    '<coroutine object make_challenge at 0x7f2c5c1e2b40>',
    'System.Threading.Tasks.Task`1[System.String]',
    "Instance of 'Future<String>'",
    "Instance of '_Future<String>'",
    'java.util.concurrent.CompletableFuture@1b6d3586[Not completed]',
    'Future(<not completed>)',
  ]
  for (const value of promises) {
    test(`a promise: ${value}`, () => expect(placeholderIn(value)?.kind).toBe('value-promise'))
  }

  const stringified = [
    'undefined',
    'null',
    'NULL',
    'None',
    'nil',
    'NaN',
    '(null)',
    '<nil>',
    '%!s(<nil>)',
    'Optional.empty',
    '[object Object]',
    '[object Undefined]',
    '[object ArrayBuffer]',
    '[object Uint8Array]',
    'function verifier() { return 1 }',
    '() => verifier',
    '<function verifier at 0x7f2c5c1e2b40>',
    '<bound method Client.verifier of <Client object>>',
    '<__main__.Verifier object at 0x7f2c5c1e2b40>',
    '[B@1b6d3586',
    '[C@1b6d3586',
    'java.lang.Object@1b6d3586',
    'System.Byte[]',
    '<Buffer 13 d3 1e>',
    "b'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'",
    'Some("abc")',
    'Optional("abc")',
    'Array',
  ]
  for (const value of stringified) {
    test(`something else than a string: ${value}`, () =>
      expect(placeholderIn(value)?.kind).toBe('value-stringified'))
  }

  const guides = [
    'YOUR_CLIENT_ID',
    'your-client-id',
    'yourClientId',
    'your client id here',
    '<client-id>',
    '<CLIENT_ID>',
    '{client_id}',
    '{{client_id}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template that was not filled in
    '${CLIENT_ID}',
    '$CLIENT_ID',
    '#{client_id}',
    '%CLIENT_ID%',
    '[client id]',
    '__CLIENT_ID__',
    'process.env.CLIENT_ID',
    'INSERT_CLIENT_ID_HERE',
    'REPLACE_ME',
    'replace-with-your-id',
    'changeme',
    'TODO',
    'client_id',
    'clientId',
    'CLIENT_ID_HERE',
    'my-client-id',
    'redirect_uri',
    'code_verifier',
    'code_challenge',
    'authorization_code',
    'AUTHORIZATION_CODE_HERE',
    'xxxx',
    'XXXXXXXX',
    'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    '00000000-0000-0000-0000-000000000000',
    '...',
    'example',
    'example-client-id',
    'client-example',
    'https://your-app.com/callback',
    'https://yourdomain.com/callback',
    'https://example.com/callback',
    'https://app.example.org',
    'https://<your-host>/callback',
  ]
  for (const value of guides) {
    test(`a placeholder of a guide: ${value}`, () =>
      expect(placeholderIn(value)?.kind).toBe('value-placeholder'))
  }

  const values = [
    '',
    'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    'aaaaaaaa-0000-4000-8000-000000000001',
    'http://localhost:8080/callback',
    'http://127.0.0.1:50123/oauth2/callback',
    'https://app.mycompany.io/callback',
    'com.example.app:/callback',
    'demo-client',
    'my-app',
    'add-on-client',
    'put-through',
    'https://my-app.dev/cb',
    'nullable-app',
    'undefinedness',
    'exampleton',
    'S256',
    'code-4711',
    'x'.repeat(401),
  ]
  for (const value of values) {
    test(`a value: ${JSON.stringify(value).slice(0, 60)}`, () => expect(placeholderIn(value)).toBeNull())
  }

  test('no random value of a client is a placeholder', () => {
    for (let round = 0; round < 2000; round++) {
      const digest = createHash('sha256').update(String(round)).digest()
      for (const encoding of ['base64url', 'hex', 'base64'] as const) {
        expect(placeholderIn(digest.toString(encoding))).toBeNull()
      }
    }
  })

  test('white space around a literal does not hide it', () => {
    expect(placeholderIn(' undefined\n')).toMatchObject({ kind: 'value-stringified', shown: 'undefined' })
  })

  test('prints no secret that stands beside the literal', () => {
    const found = placeholderIn("b'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'")
    expect(JSON.stringify(found)).not.toContain('dBjft')
  })

  const fixes = [
    {
      name: 'a promise',
      parameter: 'code_challenge',
      value: '[object Promise]',
      says: /await.*code_challenge/,
    },
    {
      name: 'a lost verifier',
      parameter: 'code_verifier',
      value: 'null',
      says: /stored verifier was not found/,
    },
    { name: 'an unset client id', parameter: 'client_id', value: 'undefined', says: /configuration/ },
    { name: 'a guide', parameter: 'client_id', value: 'YOUR_CLIENT_ID', says: /real value/ },
  ]
  for (const { name, parameter, value, says } of fixes) {
    test(`the fix fits: ${name}`, () => expect(placeholderMistake(parameter, value)?.fix).toMatch(says))
  }

  const areas = [
    { parameter: 'client_id', area: 'client', error: 'invalid_client' },
    { parameter: 'redirect_uri', area: 'redirect-uri', error: 'invalid_request' },
    { parameter: 'code', area: 'code', error: 'invalid_grant' },
    { parameter: 'code_verifier', area: 'pkce', error: 'invalid_request' },
    { parameter: 'code_challenge', area: 'pkce', error: 'invalid_request' },
    { parameter: 'something', area: 'parameter', error: 'invalid_request' },
  ]
  for (const { parameter, area, error } of areas) {
    test(`undefined as ${parameter} is a mistake of the area ${area}`, () => {
      expect(placeholderMistake(parameter, 'undefined')).toMatchObject({ parameter, area, error })
    })
  }
})
