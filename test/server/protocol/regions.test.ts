import { describe, expect, test } from 'vitest'
import { classifyHost, hostOf, regionNamed, regions } from '../../../src/server/protocol/regions.js'

/** AWS name and domain of each public region, as the official SDKs list them. */
const listed = {
  'us-east-1': 'mypurecloud.com',
  'us-east-2': 'use2.us-gov-pure.cloud',
  'us-west-2': 'usw2.pure.cloud',
  'ca-central-1': 'cac1.pure.cloud',
  'mx-central-1': 'mxc1.pure.cloud',
  'sa-east-1': 'sae1.pure.cloud',
  'eu-west-1': 'mypurecloud.ie',
  'eu-west-2': 'euw2.pure.cloud',
  'eu-central-1': 'mypurecloud.de',
  'eu-central-2': 'euc2.pure.cloud',
  'me-central-1': 'mec1.pure.cloud',
  'ap-south-1': 'aps1.pure.cloud',
  'ap-southeast-1': 'apse1.pure.cloud',
  'ap-southeast-2': 'mypurecloud.com.au',
  'ap-northeast-1': 'mypurecloud.jp',
  'ap-northeast-2': 'apne2.pure.cloud',
  'ap-northeast-3': 'apne3.pure.cloud',
  'eusc-de-east-1': 'edee1.eusc-pure.cloud',
} as const

function shown(host: string): string {
  const reading = classifyHost(host)
  return reading.kind === 'unknown' ? 'unknown' : `${reading.kind} ${reading.service} ${reading.region.aws}`
}

describe('regions', () => {
  test('are the eighteen public ones', () => {
    expect(Object.fromEntries(regions.map(({ aws, domain }) => [aws, domain]))).toEqual(listed)
  })

  for (const [aws, domain] of Object.entries(listed)) {
    test(`${aws} is known by its hosts and by its names`, () => {
      for (const service of ['login', 'api', 'apps'] as const) {
        expect(shown(`${service}.${domain}`)).toBe(`region ${service} ${aws}`)
        expect(shown(`https://${service.toUpperCase()}.${domain}.:443`)).toBe(`region ${service} ${aws}`)
      }
      for (const name of [
        aws,
        domain,
        aws.toUpperCase(),
        ` ${domain} `,
        `api.${domain}`,
        `https://login.${domain}/oauth`,
      ]) {
        expect(regionNamed(name)?.aws).toBe(aws)
      }
      const region = regionNamed(aws)
      expect(region === null ? null : hostOf(region, 'api')).toBe(`api.${domain}`)
    })

    test(`${aws} is meant by its AWS name, by a part and by a slip`, () => {
      expect(shown(`login.${aws}.pure.cloud`)).toBe(`near-miss login ${aws}`)
      expect(shown(`api.${aws.replaceAll('-', '')}.pure.cloud`)).toBe(`near-miss api ${aws}`)
      expect(shown(`login.${aws}.mypurecloud.com`)).toBe(`near-miss login ${aws}`)
      expect(shown(`login.apps.${domain}`)).toBe(`near-miss login ${aws}`)
      expect(shown(`login.login.${domain}`)).toBe(`near-miss login ${aws}`)
      expect(shown(`login-${domain}`)).toBe(`near-miss login ${aws}`)
      expect(shown(domain)).toBe(`near-miss login ${aws}`)
      expect(shown(`api.${domain.replace('cloud', 'clodu')}`)).toBe(`near-miss api ${aws}`)
    })
  }

  const meant: readonly (readonly [host: string, reading: string])[] = [
    ['login.us-east-1.pure.cloud', 'near-miss login us-east-1'],
    ['login.apps.usw2.pure.cloud.com', 'near-miss login us-west-2'],
    ['login.mypurecloud.au', 'near-miss login ap-southeast-2'],
    ['login.usw2.cloud', 'near-miss login us-west-2'],
    ['api.use1.pure.cloud', 'near-miss api us-east-1'],
    ['api.euw1.pure.cloud', 'near-miss api eu-west-1'],
    ['login.euc1.pure.cloud', 'near-miss login eu-central-1'],
    ['login.apse2.pure.cloud', 'near-miss login ap-southeast-2'],
    ['login.apne1.pure.cloud', 'near-miss login ap-northeast-1'],
    ['login.use2.pure.cloud', 'near-miss login us-east-2'],
    ['login.mypurecloud.co.jp', 'near-miss login ap-northeast-1'],
    ['login.mypurecloud.com.de', 'near-miss login eu-central-1'],
    ['login.mypurecloud.co.uk', 'near-miss login eu-west-2'],
    ['login.us-west-1.pure.cloud', 'near-miss login us-west-2'],
    ['login.purecloud.com', 'near-miss login us-east-1'],
    ['login.genesyscloud.com', 'near-miss login us-east-1'],
    ['api.genesys.cloud', 'near-miss api us-east-1'],
    ['login.pure.cloud', 'near-miss login us-east-1'],
    ['app.mypurecloud.ie', 'near-miss apps eu-west-1'],
    ['www.mypurecloud.ie', 'near-miss login eu-west-1'],
    ['logni.mypurecloud.de', 'near-miss login eu-central-1'],
    ['apj.mypurecloud.de', 'near-miss api eu-central-1'],
    ['loginmypurecloud.de', 'near-miss login eu-central-1'],
    ['login.mypurxcloud.cxm', 'near-miss login us-east-1'],
    ['login.edee1.pure.cloud', 'near-miss login eusc-de-east-1'],
    ['login.usw9.pure.cloud', 'near-miss login us-west-2'],
    ['login.uxyz.pure.cloud', 'near-miss login us-west-2'],
    ['login.wqyz.pure.cloud', 'near-miss login us-east-1'],
  ]
  for (const [host, reading] of meant) {
    test(`${host}: ${reading}`, () => expect(shown(host)).toBe(reading))
  }

  /** The region of a country, where a name ends with it. */
  const countries = {
    us: 'us-east-1',
    ca: 'ca-central-1',
    mx: 'mx-central-1',
    br: 'sa-east-1',
    ie: 'eu-west-1',
    eu: 'eu-west-1',
    uk: 'eu-west-2',
    gb: 'eu-west-2',
    de: 'eu-central-1',
    ch: 'eu-central-2',
    ae: 'me-central-1',
    in: 'ap-south-1',
    sg: 'ap-southeast-1',
    au: 'ap-southeast-2',
    jp: 'ap-northeast-1',
    kr: 'ap-northeast-2',
  }
  for (const [country, aws] of Object.entries(countries)) {
    test(`login.purecloud.co.${country}: near-miss of ${aws}`, () => {
      expect(shown(`login.purecloud.co.${country}`)).toBe(`near-miss login ${aws}`)
    })
  }

  const others = [
    'login.mypxrxcloxd.com',
    'purecloud',
    'mypurecloud.local',
    'login.mypurecloud.internal',
    '',
    'localhost',
    'localhost:7636',
    '127.0.0.1',
    '127.0.0.1:7636',
    '[::1]:7636',
    'gc-mock',
    'mock:7636',
    'login.mypurecloud.test',
    'login.mypurecloud.localhost',
    'login.mypurecloud.com.local',
    'mypurecloud-mock.acme.com',
    'genesyscloud.acme.com',
    'genesys-cloud-mock.internal',
    'login.eu-west-1.acme.com',
    'login.okta.com',
    'login.acme.cloud',
    'login.dev1.cloud',
    'api.us-east-1.amazonaws.com',
    'login.mypurecloud.com.attacker.example.net',
    'x'.repeat(300),
    `${'x.'.repeat(200)}mypurecloud.com`,
    'login.mypurecloud.com\u0000',
  ]
  for (const host of others) {
    test(`is no region and no slip: ${JSON.stringify(host).slice(0, 60)}`, () => {
      expect(shown(host)).toBe('unknown')
    })
  }

  test('a name that is none of a region names none', () => {
    for (const name of ['', 'nowhere', 'use1', 'login.mypurecloud.au', 'constructor']) {
      expect(regionNamed(name)).toBeNull()
    }
  })
})
