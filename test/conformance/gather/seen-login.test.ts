import { describe, expect, test } from 'vitest'
import { cutWhereOpened, notTheMock } from '../../../src/conformance/gather/seen-login.js'

const loginUrl = 'http://127.0.0.1:7636'
const whole = `${loginUrl}/oauth/authorize?response_type=code&client_id=a&state=s`
const cut = `${loginUrl}/oauth/authorize?response_type=code`
const opened = (url: string) => ({ url, how: 'opened' as const })
const printed = (url: string) => ({ url, how: 'printed' as const })

describe('cutWhereOpened', () => {
  test('says how much of the printed URL the opener got (B057)', () => {
    expect(cutWhereOpened(cut, [printed(whole), opened(cut)])).toBe(
      `the opener got ${cut.length} of the ${whole.length} characters of the URL that the client printed, cut at an & by a shell: quote the URL`,
    )
  })

  test('says it where nothing was printed and one parameter is left', () => {
    expect(cutWhereOpened(cut, [opened(cut)])).toContain('one parameter only, cut at the first & by a shell')
  })

  test('does not blame a shell for a URL that ends elsewhere', () => {
    const shorter = whole.slice(0, -4)
    expect(cutWhereOpened(shorter, [printed(whole), opened(shorter)])).toContain('cut on its way')
  })

  test('says nothing of a whole URL, or of one that was only printed', () => {
    expect(cutWhereOpened(whole, [printed(whole), opened(whole)])).toBeNull()
    expect(cutWhereOpened(cut, [printed(cut)])).toBeNull()
  })
})

const hosts = [
  {
    host: 'login.us-east-1.pure.cloud',
    says: '(no such Genesys host; us-east-1 is mypurecloud.com, its login is login.mypurecloud.com)',
  },
  {
    host: 'login.mypurecloud.au',
    says: '(no such Genesys host; ap-southeast-2 is mypurecloud.com.au, its login is login.mypurecloud.com.au)',
  },
  { host: 'login.mypurecloud.jp', says: '(the real service, region ap-northeast-1)' },
]

describe('notTheMock', () => {
  for (const { host, says } of hosts) {
    test(`says of ${host} what it is (B004)`, () => {
      expect(notTheMock(`https://${host}/oauth/authorize?client_id=secret`, loginUrl)).toBe(
        `https://${host}/oauth/authorize ${says}, which is not the mock at ${loginUrl}`,
      )
    })
  }

  test('says nothing of the region of any other host', () => {
    expect(notTheMock('https://idp.example.com/authorize', loginUrl)).toBe(
      `https://idp.example.com/authorize, which is not the mock at ${loginUrl}`,
    )
  })
})
