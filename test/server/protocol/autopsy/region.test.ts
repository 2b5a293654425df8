import { describe, expect, test } from 'vitest'
import {
  clientRegionMistake,
  grantRegionMistake,
  hostMistake,
  tokenRegionMistake,
} from '../../../../src/server/protocol/autopsy/region.js'
import { spa } from '../questions.js'

describe('autopsy/region', () => {
  test('B004: names the host that was meant', () => {
    expect(hostMistake('login.us-east-1.pure.cloud')?.sentence).toBe(
      'there is no such Genesys host: us-east-1 is mypurecloud.com, so it is called login.mypurecloud.com',
    )
    expect(hostMistake('https://api.mypurecloud.au:7636')?.sentence).toBe(
      'there is no such Genesys host: ap-southeast-2 is mypurecloud.com.au, so it is called api.mypurecloud.com.au',
    )
    for (const host of ['login.mypurecloud.de', 'localhost:7636', 'http://mock']) {
      expect(hostMistake(host)).toBeNull()
    }
  })

  test('B003: names the region of a client that asks elsewhere, and the line to add', () => {
    const client = { ...spa, region: 'us-west-2' }
    const found = clientRegionMistake(client, 'https://login.mypurecloud.com')
    expect(found).toMatchObject({ kind: 'client-of-other-region', area: 'client', error: 'invalid_client' })
    expect(found?.sentence).toBe(
      'this client lives in us-west-2 (usw2.pure.cloud), and the request went to us-east-1',
    )
    expect(found?.fix).toContain("client.setEnvironment('usw2.pure.cloud')")
  })

  test('finds nothing wrong where the client is at home, where it has no region, or where the host is none', () => {
    const client = { ...spa, region: 'usw2.pure.cloud' }
    expect(clientRegionMistake(client, 'https://login.usw2.pure.cloud')).toBeNull()
    expect(clientRegionMistake(client, 'http://127.0.0.1:7636')).toBeNull()
    expect(clientRegionMistake(spa, 'https://login.mypurecloud.com')).toBeNull()
    expect(clientRegionMistake({ ...spa, region: 'nowhere' }, 'https://login.mypurecloud.com')).toBeNull()
  })

  test('B001: names both regions of a token, and the host that expects it', () => {
    expect(tokenRegionMistake('eu-central-1', 'https://api.mypurecloud.com.au')).toMatchObject({
      kind: 'token-of-other-region',
      error: 'invalid_token',
      sentence: 'token of eu-central-1 shown to ap-southeast-2, expected api.mypurecloud.de',
    })
    expect(tokenRegionMistake('mypurecloud.de', 'https://api.mypurecloud.com.au')).not.toBeNull()
    expect(tokenRegionMistake('mypurecloud.de', 'https://api.mypurecloud.de')).toBeNull()
    expect(tokenRegionMistake(null, 'https://api.mypurecloud.de')).toBeNull()
    expect(tokenRegionMistake('eu-central-1', 'http://localhost:7636')).toBeNull()
  })

  test('names both regions of a code and of a refresh token', () => {
    expect(grantRegionMistake('code', 'mypurecloud.de', 'https://login.mypurecloud.com')).toMatchObject({
      kind: 'grant-of-other-region',
      error: 'invalid_grant',
      parameter: 'code',
      sentence: 'code of eu-central-1 sent to us-east-1, expected login.mypurecloud.de',
    })
    expect(
      grantRegionMistake('refresh_token', 'mypurecloud.de', 'https://login.mypurecloud.com')?.sentence,
    ).toMatch(/^refresh_token of eu-central-1/)
    expect(grantRegionMistake('code', 'mypurecloud.de', 'https://login.mypurecloud.de')).toBeNull()
    expect(grantRegionMistake('code', null, 'https://login.mypurecloud.de')).toBeNull()
    expect(grantRegionMistake('code', 'mypurecloud.de', 'http://localhost')).toBeNull()
  })
})
