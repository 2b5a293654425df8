import { describe, expect, test } from 'vitest'
import { concealSecrets } from '../../src/conformance/concealment.js'
import { transcript } from '../support/transcript-builder.js'

const secret = 'Abcd+12%34/xyz=='
// printf %s 'Abcd+12%34/xyz==' | base64
const inBase64 = 'QWJjZCsxMiUzNC94eXo9PQ=='
// printf %s 'Abcd+12%34/xyz==' | xxd -p
const inHex = '416263642b31322533342f78797a3d3d'
// printf %s 'my-client:Abcd+12%34/xyz==' | base64
const basic = 'Basic bXktY2xpZW50OkFiY2QrMTIlMzQveHl6PT0='
// printf %s 'my-client:Abcd%2B12%2534%2Fxyz%3D%3D' | base64
const basicFormEncoded = 'Basic bXktY2xpZW50OkFiY2QlMkIxMiUyNTM0JTJGeHl6JTNEJTNE'

const login = (headers: Record<string, string>, body?: string) =>
  transcript()
    .authorize()
    .callback()
    .token({}, { headers, ...(body === undefined ? {} : { body }) })
    .ended()

const text = (value: unknown) => JSON.stringify(value)

function concealOne(one: ReturnType<typeof login>, given: string | null = null) {
  return text(concealSecrets([one], given))
}

const carriers = [
  { name: 'in a Basic header', one: login({ authorization: basic }) },
  { name: 'in a Basic header, form-encoded', one: login({ authorization: basicFormEncoded }) },
  {
    name: 'in a form body',
    one: login({}, 'grant_type=authorization_code&client_secret=Abcd%2B12%2534%2Fxyz%3D%3D'),
  },
  {
    name: 'in a JSON body',
    one: login(
      { 'content-type': 'application/json' },
      '{"grant_type":"authorization_code","client_secret":"Abcd+12%34/xyz=="}',
    ),
  },
]

const query = 'response_type=code&client_secret=Abcd%2B12%2534%2Fxyz%3D%3D'
const inUrl = { name: 'in the URL of a login', one: transcript().authorize({}, { query }).ended() }

const traces = [
  { name: 'plain', trace: secret },
  { name: 'percent-encoded', trace: 'Abcd%2B12%2534%2Fxyz%3D%3D' },
  { name: 'as base64', trace: inBase64 },
  { name: 'as hex digits', trace: inHex },
  { name: 'as a Basic header', trace: basic },
]

describe('concealment', () => {
  for (const { name, one } of [...carriers, inUrl]) {
    test(`a secret that the client shows ${name} is replaced there`, () => {
      const kept = concealOne(one)
      for (const { trace } of traces) expect(kept).not.toContain(trace)
      expect(kept).toMatch(/concealed-client-secret-1|Basic bXktY2xpZW50OmNvbmNlYWxlZC1jbGllbnQtc2VjcmV0/)
    })
  }

  for (const { name, trace } of traces) {
    test(`a given secret is replaced in the output ${name}`, () => {
      const one = login({})
      const printed = { ...one, output: { ...one.output, stdout: `before ${trace} after` } }
      const [kept] = concealSecrets([printed], secret)
      expect(kept?.output.stdout).not.toContain(trace)
      expect(kept?.output.stdout).toMatch(/^before .+ after$/)
    })
  }

  test('base64 that holds the secret still decodes, with the placeholder inside', () => {
    const one = login({})
    const printed = {
      ...one,
      output: { ...one.output, stdout: Buffer.from(`{"s":"${secret}"}`).toString('base64') },
    }
    const [kept] = concealSecrets([printed], secret)
    expect(Buffer.from(kept?.output.stdout ?? '', 'base64').toString()).toBe(
      '{"s":"concealed-client-secret-1"}',
    )
  })

  test('a secret of one run is replaced in the others', () => {
    const printed = { ...login({}), output: { stdout: secret, stderr: '', cut: false } }
    const [, kept] = concealSecrets([login({ authorization: basic }), printed], null)
    expect(kept?.output.stdout).toBe('concealed-client-secret-1')
  })

  test('equal secrets stay equal, different ones stay different', () => {
    const body =
      'grant_type=authorization_code&client_secret=first-secret-value&client_secret=second-secret-value'
    const [kept] = concealSecrets([login({}, body)], null)
    expect(kept?.exchanges[1]?.request.body).toBe(
      'grant_type=authorization_code&client_secret=concealed-client-secret-1&client_secret=concealed-client-secret-2',
    )
  })

  test('a short secret is replaced where secrets belong, and nowhere else', () => {
    const one = login({}, 'grant_type=authorization_code&client_secret=code')
    const [kept] = concealSecrets([one], null)
    expect(kept?.exchanges[1]?.request.body).toBe(
      'grant_type=authorization_code&client_secret=concealed-client-secret-1',
    )
    expect(kept?.exchanges[0]?.request.query).toBe(one.exchanges[0]?.request.query)
  })

  const short = [
    // printf %s 'c:code' | base64
    { name: 'raw', header: 'Basic Yzpjb2Rl', kept: 'Basic Yzpjb25jZWFsZWQtY2xpZW50LXNlY3JldC0x' },
    // printf %s 'c:a%2Bb' | base64
    {
      name: 'form-encoded',
      header: 'Basic YzphJTJCYg==',
      kept: 'Basic Yzpjb25jZWFsZWQtY2xpZW50LXNlY3JldC0x',
    },
  ]
  for (const { name, header, kept } of short) {
    test(`a short secret in a Basic header is replaced there, ${name}`, () => {
      const [one] = concealSecrets([login({ authorization: header })], null)
      expect(one?.exchanges[1]?.request.headers.find(([key]) => key === 'authorization')?.[1]).toBe(kept)
    })
  }

  test('a secret that is form-encoded in the header and in the body is one secret', () => {
    const body = 'grant_type=authorization_code&client_secret=Abcd%2B12%2534%2Fxyz%3D%3D'
    const kept = concealOne(login({ authorization: basicFormEncoded }, body))
    expect(kept).toContain('client_secret=concealed-client-secret-1')
    // printf %s 'my-client:concealed-client-secret-1' | base64
    expect(kept).toContain('Basic bXktY2xpZW50OmNvbmNlYWxlZC1jbGllbnQtc2VjcmV0LTE=')
  })

  test('a placeholder is as long as a long secret', () => {
    const long = 's'.repeat(60)
    const [kept] = concealSecrets([login({}, `grant_type=authorization_code&client_secret=${long}`)], null)
    expect(kept?.exchanges[1]?.request.body).toMatch(/client_secret=concealed-client-secret-1x{35}$/)
  })

  test('without a secret nothing changes', () => {
    const one = login({})
    expect(concealSecrets([one], null)).toEqual([one])
  })

  test('what the mock issued stays: it is dead when the run is over', () => {
    const one = login({ authorization: basic })
    const [kept] = concealSecrets([one], null)
    expect(kept?.exchanges[1]?.sent).toEqual(one.exchanges[1]?.sent)
  })
})
