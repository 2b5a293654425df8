import { describe, expect, test } from 'vitest'
import { execEnvironment, type WiredMock } from '../../../src/server/commands/exec-environment.js'

const url = 'http://127.0.0.1:4711'
const client = { id: 'my-app', name: 'My app', grantType: 'CODE', redirectUris: [] } as const
const mock: WiredMock = { url, client, trust: null }

interface Row {
  readonly name: string
  readonly own?: Record<string, string | undefined>
  readonly changes?: Partial<WiredMock>
  /** Undefined: the variable is absent. */
  readonly expected: Record<string, string | undefined>
}

const rows: readonly Row[] = [
  {
    name: 'where the mock is, by its own names and by those of the kit',
    expected: {
      GC_MOCK_OAUTH_URL: url,
      GC_MOCK_OAUTH_CLIENT_ID: 'my-app',
      GC_PKCE_LOGIN_URL: url,
      GC_PKCE_API_URL: url,
      GC_PKCE_CLIENT_ID: 'my-app',
      GC_PKCE_REGION: 'mypurecloud.com',
      GC_PKCE_REDIRECT_URI: undefined,
      GC_MOCK_OAUTH_CLIENT_SECRET: undefined,
      GC_MOCK_OAUTH_RUN: 'the-run',
    },
  },
  {
    name: 'what the caller has is kept; an outer mock gives way',
    own: {
      PATH: '/bin',
      CI: '1',
      GC_MOCK_OAUTH_URL: 'http://old',
      GC_MOCK_OAUTH_CA_FILE: '/old',
      EMPTY: undefined,
    },
    expected: { PATH: '/bin', CI: '1', GC_MOCK_OAUTH_URL: url, GC_MOCK_OAUTH_CA_FILE: undefined },
  },
  {
    name: 'the region of the client, named by AWS',
    changes: { client: { ...client, region: 'eu-central-1' } },
    expected: { GC_PKCE_REGION: 'mypurecloud.de' },
  },
  {
    name: 'the region of the client, named by its domain',
    changes: { client: { ...client, region: 'usw2.pure.cloud' } },
    expected: { GC_PKCE_REGION: 'usw2.pure.cloud' },
  },
  {
    name: 'the secret of a confidential client',
    changes: { client: { ...client, secret: 'not-a-real-secret' } },
    expected: { GC_MOCK_OAUTH_CLIENT_SECRET: 'not-a-real-secret' },
  },
  {
    name: 'the first redirect URI on which a command can listen',
    changes: {
      client: {
        ...client,
        redirectUris: ['https://app.example/cb', 'http://localhost/cb', 'http://localhost:8085/cb'],
      },
    },
    expected: { GC_PKCE_REDIRECT_URI: 'http://localhost:8085/cb' },
  },
  {
    name: 'no redirect URI where none has a port',
    own: { GC_PKCE_REDIRECT_URI: 'http://127.0.0.1:9/own' },
    changes: { client: { ...client, redirectUris: ['http://127.0.0.1/cb', 'http://[::1]/cb'] } },
    expected: { GC_PKCE_REDIRECT_URI: 'http://127.0.0.1:9/own' },
  },
  {
    name: 'no client id where no client is registered',
    changes: { client: undefined },
    expected: { GC_MOCK_OAUTH_URL: url, GC_MOCK_OAUTH_CLIENT_ID: undefined, GC_PKCE_CLIENT_ID: undefined },
  },
  {
    name: 'no proxy on the way to the mock',
    own: { HTTP_PROXY: 'http://proxy:3128' },
    expected: {
      HTTP_PROXY: 'http://proxy:3128',
      NO_PROXY: 'localhost,127.0.0.1,::1',
      no_proxy: 'localhost,127.0.0.1,::1',
    },
  },
  {
    name: 'hosts without a proxy that the caller has are kept',
    own: { NO_PROXY: '.corp.example' },
    expected: { NO_PROXY: '.corp.example,localhost,127.0.0.1,::1' },
  },
  {
    name: 'no proxy at all stays so',
    own: { NO_PROXY: '*' },
    expected: { NO_PROXY: '*', no_proxy: undefined },
  },
  {
    name: 'over http: oauthlib may speak it, and nothing is said of certificates',
    own: { SSL_CERT_FILE: '/own.pem' },
    expected: { OAUTHLIB_INSECURE_TRANSPORT: '1', SSL_CERT_FILE: '/own.pem', NODE_EXTRA_CA_CERTS: undefined },
  },
  {
    name: 'over https: each runtime trusts the CA',
    changes: {
      url: 'https://127.0.0.1:4711',
      trust: { ca: '/ca.pem', added: '/added.pem', whole: '/whole.pem' },
    },
    expected: {
      OAUTHLIB_INSECURE_TRANSPORT: undefined,
      GC_MOCK_OAUTH_CA_FILE: '/ca.pem',
      NODE_EXTRA_CA_CERTS: '/added.pem',
      DENO_CERT: '/added.pem',
      SSL_CERT_FILE: '/whole.pem',
      REQUESTS_CA_BUNDLE: '/whole.pem',
      CURL_CA_BUNDLE: '/whole.pem',
    },
  },
]

describe('exec-environment', () => {
  for (const { name, own = {}, changes = {}, expected } of rows) {
    test(name, () => {
      const environment = execEnvironment(own, { ...mock, ...changes }, 'the-run')
      const found = Object.keys(expected).map((variable) => [variable, environment[variable]])
      expect(Object.fromEntries(found)).toEqual(expected)
      expect(Object.values(environment)).not.toContain(undefined)
    })
  }
})
