import { describe, expect, test } from 'vitest'
import { readTokenBody } from '../../../src/server/protocol/token-body.js'
import { requestFor } from '../../support/requests.js'

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

interface Row {
  readonly name: string
  readonly type: string | null
  readonly body: string
  readonly pairs: Readonly<Record<string, string>>
  readonly kinds: readonly string[]
}

describe('token-body', () => {
  const rows: readonly Row[] = [
    {
      name: 'a form',
      type: form,
      body: 'code=a+b&grant_type=x',
      pairs: { code: 'a b', grant_type: 'x' },
      kinds: [],
    },
    {
      name: 'a form escaped for HTML, which is read all the same',
      type: form,
      body: 'code=a&amp;grant_type=x',
      pairs: { code: 'a', grant_type: 'x' },
      kinds: ['body-html-escaped'],
    },
    {
      name: 'a form that was encoded as a whole',
      type: form,
      body: 'grant_type%3Dx%26code%3Da',
      pairs: { grant_type: 'x', code: 'a' },
      kinds: ['body-joined'],
    },
    {
      name: 'a form over several lines',
      type: form,
      body: 'grant_type=x&\n  code=a',
      pairs: { grant_type: 'x', code: 'a' },
      kinds: ['body-white-space'],
    },
    {
      name: 'a form of one parameter',
      type: form,
      body: 'grant_type=x',
      pairs: { grant_type: 'x' },
      kinds: [],
    },
    { name: 'nothing', type: null, body: '', pairs: {}, kinds: [] },
    { name: 'nothing that is called JSON', type: json, body: '', pairs: {}, kinds: [] },
    {
      name: 'JSON',
      type: json,
      body: '{"code":"a","grant_type":"x"}',
      pairs: { code: 'a', grant_type: 'x' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON with a charset',
      type: `${json}; charset=utf-8`,
      body: '{"code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON of another name',
      type: 'application/vnd.api+json',
      body: '{"code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON with a byte order mark',
      type: json,
      body: '\uFEFF{"code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON with numbers and truth values',
      type: json,
      body: '{"code":1,"x":true}',
      pairs: { code: '1', x: 'true' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON with null, which is no value',
      type: json,
      body: '{"code":null,"x":"y"}',
      pairs: { x: 'y' },
      kinds: ['body-json'],
    },
    {
      name: 'JSON with an object for a value',
      type: json,
      body: '{"code":{"a":1},"x":"y"}',
      pairs: { x: 'y' },
      kinds: ['body-json', 'body-json-nested'],
    },
    {
      name: 'JSON with a list for a value',
      type: json,
      body: '{"code":["a","b"]}',
      pairs: {},
      kinds: ['body-json', 'body-json-nested'],
    },
    {
      name: 'JSON with a nested value of no meaning',
      type: json,
      body: '{"x":{"a":1}}',
      pairs: {},
      kinds: ['body-json'],
    },
    {
      name: 'JSON with __proto__',
      type: json,
      body: '{"__proto__":"x","code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-json'],
    },
    { name: 'a JSON list', type: json, body: '[{"code":"a"}]', pairs: {}, kinds: ['body-json-invalid'] },
    { name: 'a JSON string', type: json, body: '"code"', pairs: {}, kinds: ['body-json-invalid'] },
    { name: 'JSON null', type: json, body: 'null', pairs: {}, kinds: ['body-json-invalid'] },
    { name: 'broken JSON', type: json, body: '{"code":', pairs: {}, kinds: ['body-json-invalid'] },
    {
      name: 'deeply nested JSON',
      type: json,
      body: '['.repeat(100_000),
      pairs: {},
      kinds: ['body-json-invalid'],
    },
    {
      name: 'JSON encoded twice',
      type: json,
      body: JSON.stringify('{"code":"a"}'),
      pairs: {},
      kinds: ['body-json-invalid'],
    },
    {
      name: 'a form that is called JSON',
      type: json,
      body: 'code=a&x=y',
      pairs: { code: 'a', x: 'y' },
      kinds: ['body-form-called-json'],
    },
    {
      name: 'JSON that is called a form',
      type: form,
      body: ' {"code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-json-called-form'],
    },
    {
      name: 'a form without a type',
      type: null,
      body: 'code=a',
      pairs: { code: 'a' },
      kinds: ['body-type-missing'],
    },
    {
      name: 'JSON without a type',
      type: null,
      body: '{"code":"a"}',
      pairs: { code: 'a' },
      kinds: ['body-type-missing'],
    },
    {
      name: 'a form as plain text',
      type: 'text/plain',
      body: 'code=a',
      pairs: { code: 'a' },
      kinds: ['body-type-wrong'],
    },
    {
      name: 'XML',
      type: 'application/xml',
      body: '<code/>',
      pairs: { '<code/>': '' },
      kinds: ['body-type-wrong'],
    },
    {
      name: 'multipart',
      type: 'multipart/form-data; boundary=b',
      body: '--b\r\nContent-Disposition: form-data; name="code"\r\n\r\na\r\nb\r\n--b--\r\n',
      pairs: { code: 'a\r\nb' },
      kinds: ['body-multipart'],
    },
    {
      name: 'multipart without a boundary',
      type: 'multipart/form-data',
      body: '--b\r\n',
      pairs: {},
      kinds: ['body-multipart'],
    },
    {
      name: 'multipart cut off',
      type: 'multipart/form-data; boundary=b',
      body: '--b\r\nContent-Disposition: form-data; name="code"',
      pairs: { code: '' },
      kinds: ['body-multipart'],
    },
  ]
  for (const { name, type, body, pairs, kinds } of rows) {
    test(`reads ${name}`, () => {
      const headers = type === null ? [] : [['content-type', type] as const]
      const read = readTokenBody(requestFor('POST', '/oauth/token', headers, body))
      const known = read.parameters.filter(({ name }) => name !== '__proto__')
      expect(Object.fromEntries(known.map(({ name, value }) => [name, value]))).toEqual(pairs)
      expect(read.mistakes.map(({ kind }) => kind)).toEqual(kinds)
    })
  }

  test('names the parameter whose value is nested, and says what it is', () => {
    const request = requestFor('POST', '/oauth/token', [['Content-Type', json]], '{"code_verifier":["a"]}')
    expect(readTokenBody(request).mistakes[1]).toMatchObject({
      parameter: 'code_verifier',
      sentence: 'code_verifier is an array in the JSON body, not a text',
    })
  })
})
