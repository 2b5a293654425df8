import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { provesPossession, verifierMistakes } from '../../../src/server/protocol/code-verifier.js'
import { parseParameters } from '../../../src/server/protocol/parameters.js'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import type { Login } from '../../../src/server/protocol/records.js'
import { challenge, encoded, type Fields, login, spa, verifier, web } from './questions.js'

function right(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const forgiving = { ...defaultPolicy, forgiving: true }

interface Given {
  readonly login?: Partial<Login>
  readonly recentLogins?: readonly Login[]
  readonly forgiving?: boolean
  readonly client?: typeof spa | null
}

function kindsFor(fields: Fields, given: Given = {}): readonly string[] {
  const question = {
    parameters: parseParameters(encoded(fields)),
    login: { ...login, ...given.login },
    recentLogins: given.recentLogins ?? [],
    client: given.client === undefined ? spa : given.client,
    policy: given.forgiving ? forgiving : defaultPolicy,
  }
  return verifierMistakes(question).map(({ kind }) => kind)
}

describe('code-verifier', () => {
  const bare = { challenge: null, challengeMethod: null }
  const rows: readonly { name: string; fields: Fields; given?: Given; kinds: readonly string[] }[] = [
    { name: 'the right verifier', fields: { code_verifier: verifier }, kinds: [] },
    { name: 'none', fields: {}, kinds: ['verifier-missing'] },
    { name: 'an empty one', fields: { code_verifier: '' }, kinds: ['verifier-empty'] },
    { name: 'under another name', fields: { verifier }, kinds: ['parameter-misnamed'] },
    { name: 'another one', fields: { code_verifier: 'x'.repeat(43) }, kinds: ['verifier-mismatch'] },
    { name: 'the state', fields: { code_verifier: 'af0ifjsldkj' }, kinds: ['verifier-holds-state'] },
    { name: 'the code', fields: { code_verifier: login.code }, kinds: ['verifier-holds-other'] },
    { name: 'the client id', fields: { code_verifier: spa.id }, kinds: ['verifier-holds-other'] },
    {
      name: 'the redirect URI',
      fields: { code_verifier: login.redirectUri },
      kinds: ['verifier-holds-other'],
    },
    { name: 'the method', fields: { code_verifier: 'S256' }, kinds: ['verifier-holds-other'] },
    {
      name: 'the grant type',
      fields: { code_verifier: 'authorization_code' },
      kinds: ['value-placeholder'],
    },
    { name: 'the user', fields: { code_verifier: login.userEmail }, kinds: ['verifier-holds-other'] },
    {
      name: 'a malformed one that matches nothing',
      fields: { code_verifier: 'a+b' },
      kinds: ['verifier-too-short', 'verifier-illegal-character'],
    },
    {
      name: 'a padded one that matches but for that',
      fields: { code_verifier: `${verifier}=` },
      kinds: ['verifier-illegal-character'],
    },
    {
      name: 'a padded one whose octets were hashed: both are told',
      fields: { code_verifier: `${verifier}=` },
      given: { login: { challenge: '38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk' } },
      kinds: ['verifier-illegal-character', 'verifier-octets-hashed'],
    },
    {
      name: 'one that lost its 43rd character',
      fields: { code_verifier: verifier.slice(0, 42) },
      kinds: ['verifier-too-short'],
    },
    {
      name: 'the word for nothing, where nothing was hashed before: both are told',
      fields: { code_verifier: 'null' },
      given: { login: { challenge: right('undefined') } },
      kinds: ['value-stringified', 'verifier-nothing-hashed'],
    },
    {
      name: 'one that lost its 44th character',
      fields: { code_verifier: verifier },
      given: { login: { challenge: right(`${verifier}Q`) } },
      kinds: ['verifier-cut'],
    },
    {
      name: 'the state, which is the verifier as well: a warning',
      fields: { code_verifier: verifier },
      given: { login: { state: verifier } },
      kinds: ['verifier-is-state'],
    },
    {
      name: 'one without a challenge',
      fields: { code_verifier: verifier },
      given: { login: bare },
      kinds: ['verifier-without-challenge'],
    },
    {
      name: 'none without a challenge, by a public client',
      fields: {},
      given: { login: bare },
      kinds: ['challenge-missing'],
    },
    {
      name: 'none without a challenge, by a client with a secret',
      fields: {},
      given: { login: bare, client: web },
      kinds: [],
    },
    {
      name: 'none without a challenge, by a client that is unknown',
      fields: {},
      given: { login: bare, client: null },
      kinds: [],
    },
    {
      name: 'none without a challenge, forgiven when it was missing',
      fields: {},
      given: { login: bare, forgiving: true },
      kinds: [],
    },
    {
      name: 'forgiven: the verifier of a challenge that was padded',
      fields: { code_verifier: verifier },
      given: { login: { challenge: `${challenge}=` }, forgiving: true },
      kinds: [],
    },
    {
      name: 'not forgiven: the verifier that was hashed with padding',
      fields: { code_verifier: verifier },
      given: { login: { challenge: right(`${verifier}=`) }, forgiving: true },
      kinds: ['verifier-base64-form'],
    },
    {
      name: 'forgiven: plain',
      fields: { code_verifier: verifier },
      given: { login: { challenge: verifier, challengeMethod: 'plain' }, forgiving: true },
      kinds: [],
    },
  ]
  for (const { name, fields, given, kinds } of rows) {
    test(`${name}: ${kinds.join(' and ') || 'nothing'}`, () => expect(kindsFor(fields, given)).toEqual(kinds))
  }

  test('the state of another login is told with the newest of those that have it', () => {
    const others = [
      { ...login, id: 'a', state: 'the-state', exchange: 7 },
      { ...login, id: 'b', state: 'the-state', exchange: 9 },
    ]
    const [found] = verifierMistakes({
      parameters: parseParameters('code_verifier=the-state'),
      login,
      recentLogins: others,
      client: spa,
      policy: defaultPolicy,
    })
    expect(found?.sentence).toMatch(/the state of the login of exchange 9/)
  })

  const proofs: readonly {
    name: string
    fields: Fields
    login?: Partial<Login>
    forgiving?: boolean
    proves: boolean
  }[] = [
    { name: 'the right verifier', fields: { code_verifier: verifier }, proves: true },
    { name: 'a wrong verifier', fields: { code_verifier: 'x'.repeat(43) }, proves: false },
    { name: 'no verifier', fields: {}, proves: false },
    { name: 'an empty verifier', fields: { code_verifier: '' }, proves: false },
    { name: 'no verifier where no challenge came', fields: {}, login: bare, proves: true },
    {
      name: 'a verifier where no challenge came',
      fields: { code_verifier: verifier },
      login: bare,
      proves: false,
    },
    {
      name: 'plain',
      fields: { code_verifier: verifier },
      login: { challenge: verifier, challengeMethod: 'plain' },
      proves: false,
    },
    {
      name: 'plain that was forgiven',
      fields: { code_verifier: verifier },
      login: { challenge: verifier, challengeMethod: 'plain' },
      forgiving: true,
      proves: true,
    },
    {
      name: 'the challenge itself under S256, forgiving or not',
      fields: { code_verifier: challenge },
      forgiving: true,
      proves: false,
    },
  ]
  for (const { name, fields, login: changes = {}, forgiving: lenient, proves } of proofs) {
    test(`${name} ${proves ? 'proves' : 'does not prove'} possession`, () => {
      const policy = lenient ? forgiving : defaultPolicy
      expect(provesPossession(parseParameters(encoded(fields)), { ...login, ...changes }, policy)).toBe(
        proves,
      )
    })
  }
})
