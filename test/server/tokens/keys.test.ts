import { describe, expect, test } from 'vitest'
import { algorithmOf, publicMembers, readSigningKey } from '../../../src/server/tokens/keys.js'
import { testEcKey, testKey, testOkpKey } from '../../support/keys.js'

describe('keys', () => {
  const good = [
    { name: 'an RSA key', key: testKey, algorithm: 'RS256', members: ['kty', 'n', 'e'] },
    { name: 'a key on P-256', key: testEcKey, algorithm: 'ES256', members: ['kty', 'crv', 'x', 'y'] },
    { name: 'an Ed25519 key', key: testOkpKey, algorithm: 'EdDSA', members: ['kty', 'crv', 'x'] },
  ] as const
  for (const { name, key, algorithm, members } of good) {
    test(`${name} is read, signs by ${algorithm}, and shows its public members only`, () => {
      expect(readSigningKey(JSON.parse(JSON.stringify(key)))).toEqual(key)
      expect(algorithmOf(key)).toBe(algorithm)
      expect(Object.keys(publicMembers(key))).toEqual(members)
    })
  }

  const { d: _rsa, ...publicRsa } = testKey
  const { d: _ec, ...publicEc } = testEcKey
  const bad = [
    { name: 'nothing', value: null },
    { name: 'text', value: 'key' },
    { name: 'an empty object', value: {} },
    { name: 'a public RSA key', value: publicRsa },
    { name: 'a public key on P-256', value: publicEc },
    { name: 'a shared secret', value: { kty: 'oct', k: 'AAAA' } },
    { name: 'another curve', value: { ...testEcKey, crv: 'P-384' } },
    { name: 'another curve of Edwards', value: { ...testOkpKey, crv: 'X25519' } },
    { name: 'halves that do not belong together (EC)', value: { ...testEcKey, x: testOkpKey.x } },
    { name: 'halves that do not belong together (OKP)', value: { ...testOkpKey, x: testEcKey.x } },
    {
      name: 'halves that do not belong together (RSA)',
      value: { ...testKey, n: testKey.n.replace(/^./, 'w') },
    },
    { name: 'a member that is no base64url', value: { ...testKey, p: '!' } },
    { name: 'a member that is a number', value: { ...testKey, e: 65_537 } },
    { name: 'an id that is no text', value: { ...testKey, kid: 5 } },
    // openssl genrsa -traditional 1024, exported as a JSON Web Key: too short for RS256.
    {
      name: 'an RSA key of 1024 bits',
      value: {
        kty: 'RSA',
        n: 'vd4rocmd_xgU-s4H2Qm8dWPdPy_H1fueaavufC8z-iRzXvmwbpDfd3i49mllgwsg-8yk5DIYg2tRuybayWSbPOs2jd28hv5bsSedbM0q5DAFB8ilqgfOSwHezJ7F6QZ20c-LaaG4DviAZP-yMqAtKLorrxkNG3EaocmW_L2iG-U',
        e: 'AQAB',
        d: 'BTBQIvC-l50R3bTJtB22_8JF5pcor-lbb-nZ75zen8RlPsA2GR9ua_Zpn5pLwuQH97mk-_N-hgDlz-aE7iIIt_pp-79UoQGJv7-qUi0XlzhYDPyfrXbSncYql388Ocsryu3sMaRi4eQAgOuvYngiPGokKcVpji7KFlRsorqJSWE',
        p: '5geumD5RbimUoBKDpFYfqszDAujfSkM0K4NNFaOiejgpti7q1aTNCO4QGF0i1wPrS5v86mhDex4vBngPu-XjOQ',
        q: '0025NJKZ4Y_WSciuo6WyYHJA9atXUZ1MwW-zTbY2DalqiLEIgWMepZ3rrNPTGz--4PifzdQ2rcOvb--8GQgiDQ',
        dp: 'Wzrgu_C7Sv2ivHmbTCn8FTlwfk7tf_53Smqgv9xOLDrqEB87c9AQoWIJcCBAGRas0yfifvUrDkFCVUZ4twTNwQ',
        dq: 'i9H0aYtQc-df3rcCiJsOK6-uuGFGiGTT83Pca-HUZrniGs06WZOjJegXmOcZ3AAUaH1cETEJdXX1UtaJ2u58yQ',
        qi: '5T_RKAG_6nID_nY3acKJaLwY0yyxURT4ezR4cKxW9t9Eqecj7vdcA9Pix7mifk37T9fJZvVCPZs-TgSunQr2MA',
      },
    },
  ]
  for (const { name, value } of bad) {
    test(`${name} is no key`, () => expect(readSigningKey(value)).toBeNull())
  }
})
