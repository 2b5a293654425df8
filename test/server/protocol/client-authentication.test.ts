import { describe, expect, test } from 'vitest'
import { basic, classic, robot, spa, token, web, webFields } from './questions.js'
import { testRefusals } from './refusals.js'

const learning = { policy: { registration: 'learn' } } as const

describe('client-authentication', () => {
  describe('clientErrorStatus 400', () => {
    const policy = { clientErrorStatus: 400 } as const
    testRefusals([
      {
        name: 'answers a wrong secret in a Basic header with 400, and asks for nothing',
        changes: webFields,
        circumstances: { ...classic, policy, headers: basic(web.id, 'wrong') },
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        status: 400,
      },
      {
        name: 'answers a Basic header that cannot be read with 400',
        circumstances: { policy, headers: [['Authorization', 'Basic %%%']] },
        kinds: ['basic-malformed'],
        error: 'invalid_client',
        status: 400,
      },
    ])
  })

  describe('refuses', () => {
    testRefusals([
      {
        name: 'no client at all',
        changes: { client_id: null },
        kinds: ['token-client-id-missing'],
        error: 'invalid_request',
      },
      {
        name: 'client_id under another name',
        changes: { client_id: null, clientId: spa.id },
        kinds: ['parameter-misnamed'],
        error: 'invalid_request',
      },
      {
        name: 'an unknown client',
        changes: { client_id: 'nobody' },
        kinds: ['client-unknown'],
        error: 'invalid_client',
      },
      {
        name: 'an unknown client in a Basic header',
        changes: { client_id: null },
        circumstances: { headers: basic('nobody', 'x') },
        kinds: ['client-unknown'],
        error: 'invalid_client',
        status: 401,
      },
      {
        name: 'B082: a wrong secret in a Basic header',
        changes: webFields,
        circumstances: { ...classic, headers: basic(web.id, 'wrong') },
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        status: 401,
      },
      {
        name: 'B082: a wrong secret in the body',
        changes: { ...webFields, client_secret: 'wrong' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
      },
      {
        name: 'a secret with a blank',
        changes: { ...webFields, client_secret: 'Abcd+12%34 ' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        says: /white space around it/,
      },
      {
        name: 'a secret whose + was not encoded',
        changes: { ...webFields, client_secret: 'Abcd 12%34' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        says: /a space where \+ was/,
      },
      {
        name: 'a secret in quotes',
        changes: { ...webFields, client_secret: '"Abcd+12%34"' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        says: /in quotes/,
      },
      {
        name: 'a secret encoded twice',
        changes: { ...webFields, client_secret: 'Abcd%2B12%2534' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        says: /percent-encoded twice/,
      },
      {
        name: 'no secret where the login used no PKCE',
        changes: webFields,
        circumstances: classic,
        kinds: ['client-secret-missing'],
        error: 'invalid_client',
      },
      {
        name: 'an empty secret in a Basic header where the login used no PKCE',
        changes: webFields,
        circumstances: { ...classic, headers: basic(web.id, '') },
        kinds: ['client-secret-missing'],
        error: 'invalid_client',
        status: 401,
      },
      {
        name: 'a secret of a public client',
        changes: { client_secret: 'any' },
        kinds: ['client-secret-unexpected'],
        error: 'invalid_client',
      },
      {
        name: 'both ways to authenticate at once',
        changes: { ...webFields, client_secret: 'Abcd+12%34' },
        circumstances: { ...classic, headers: basic(web.id, 'Abcd+12%34') },
        kinds: ['client-auth-doubled'],
        error: 'invalid_request',
      },
      {
        name: 'two ids',
        changes: { client_id: web.id },
        circumstances: { headers: basic(spa.id, '') },
        kinds: ['client-id-contradiction'],
        error: 'invalid_request',
      },
      {
        name: 'a Basic header that is no base64',
        circumstances: { headers: [['Authorization', 'Basic %%%']] },
        kinds: ['basic-malformed'],
        error: 'invalid_client',
        status: 401,
        says: /not base64/,
      },
      {
        name: 'a Basic header without a colon',
        circumstances: { headers: [['Authorization', 'Basic YWJj']] },
        kinds: ['basic-malformed'],
        error: 'invalid_client',
        status: 401,
        says: /no colon/,
      },
      {
        name: 'a Basic header in clear text',
        circumstances: { headers: [['Authorization', 'Basic id:secret']] },
        kinds: ['basic-malformed'],
        error: 'invalid_client',
        status: 401,
        says: /not base64-encoded/,
      },
      {
        name: 'a Basic header with nothing in it',
        circumstances: { headers: [['authorization', 'basic']] },
        kinds: ['basic-malformed'],
        error: 'invalid_client',
        status: 401,
        says: /nothing follows/,
      },
      {
        name: 'two Authorization headers',
        circumstances: { headers: [...basic(spa.id, ''), ...basic(spa.id, '')] },
        kinds: ['authorization-doubled'],
        error: 'invalid_request',
      },
      {
        name: 'a client without users',
        changes: { client_id: robot.id, client_secret: 'robot-secret' },
        kinds: ['client-grant-type', 'code-of-another-client'],
        error: 'unauthorized_client',
      },
    ])
  })

  describe('learning', () => {
    test('a secret makes the learned client confidential', () => {
      expect(token({ client_secret: 's3cret' }, learning)).toMatchObject({
        kind: 'grant',
        register: { ...spa, secret: 's3cret' },
      })
      expect(token({}, { ...learning, headers: basic(spa.id, 's3cret') })).toMatchObject({
        register: { secret: 's3cret' },
      })
    })
    test('a form-encoded secret in the header is learned as it was meant', () => {
      expect(token({}, { ...learning, headers: basic(spa.id, 'a%2Bb') })).toMatchObject({
        register: { secret: 'a+b' },
      })
      expect(token({}, { ...learning, headers: basic(spa.id, 'a+b') })).toMatchObject({
        register: { secret: 'a+b' },
      })
    })
    test('a secret in the body is learned as it stands there', () => {
      expect(token({ client_secret: 'a%2Bb' }, learning)).toMatchObject({ register: { secret: 'a%2Bb' } })
    })
    test('an empty secret teaches nothing', () => {
      expect(token({}, { ...learning, headers: basic(spa.id, '') })).toMatchObject({
        kind: 'grant',
        register: null,
      })
    })
    test('a second, different secret is refused', () => {
      const clients = [{ ...spa, secret: 'first' }]
      expect(token({ client_secret: 'second' }, { ...learning, clients })).toMatchObject({
        kind: 'refuse',
        error: 'invalid_client',
      })
    })
  })
})
