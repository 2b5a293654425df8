import { describe, expect, test } from 'vitest'
import { goodMetadata, tampered } from '../../support/tampering.js'

const honest = JSON.parse(goodMetadata.reply.body)

function metadata(name: string): unknown {
  return JSON.parse(tampered(`discovery-trouble/${name}`, goodMetadata).body)
}

describe('discovery-trouble', () => {
  test('issuer-with-slash is the right issuer but for one character', () => {
    expect(metadata('issuer-with-slash')).toEqual({ ...honest, issuer: 'http://127.0.0.1:7636/' })
  })

  test('issuer-of-other-host is on this machine all the same', () => {
    expect(metadata('issuer-of-other-host')).toEqual({ ...honest, issuer: 'http://localhost:7636' })
  })

  test('pkce-unmentioned lacks the list of methods, and nothing else', () => {
    const { code_challenge_methods_supported: _methods, ...rest } = honest
    expect(metadata('pkce-unmentioned')).toEqual(rest)
  })
})
