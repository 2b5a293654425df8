import { describe, expect, test } from 'vitest'
import { goodToken, scenarioNamed, tampered } from '../../support/tampering.js'

describe('token-acceptor', () => {
  test('signature-broken changes the first character of the signature and nothing else', () => {
    const reply = tampered('token-acceptor/signature-broken', goodToken)
    expect(JSON.parse(reply.body)).toEqual({
      access_token: 'eyJhbGciOiJub25lIn0.e30.l3Rz9tQw',
      token_type: 'bearer',
      expires_in: 86_400,
    })
    expect(reply.headers).toBe(goodToken.reply.headers)
  })

  test('signature-broken leaves a token without a signature as it is', () => {
    const opaque = { ...goodToken.reply, body: '{"access_token":"k3Rz9tQw","token_type":"bearer"}' }
    expect(tampered('token-acceptor/signature-broken', { ...goodToken, reply: opaque })).toBe(opaque)
  })

  test('key-rotated asks for a new key and changes no reply', () => {
    expect(scenarioNamed('token-acceptor/key-rotated').rotatesKeys).toBe(true)
    expect(tampered('token-acceptor/key-rotated', goodToken)).toBe(goodToken.reply)
  })
})
