// Every page of the mock, opened in a browser, with ordinary and with awkward content.
import { createMockServer, type MockServer } from '../../src/server/index.js'
import type { Page } from './browser.js'
import { testKey } from './keys.js'

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const callback = 'http://127.0.0.1:8976/callback'
const plain = 'f0a3c5d2-0f5e-4b8e-9a55-1f6f2a7d0001'
const awkward = `client-${'0123456789abcdef'.repeat(8)}`
const awkwardCallback = `http://127.0.0.1:8976/${'a-long-path-without-a-break'.repeat(8)}?next=${'x'.repeat(120)}`

const areas = 'users routing presence analytics conversations outbound speech-and-text-analytics'.split(' ')
/** More than 2000 characters of them, and one that is a word of its own. */
const manyScopes = `
  ai-studio alerting architect assistants audits:readonly authorization billing business-rules case-management
  coaching content-management data-extensions data-privacy devices dialog employee-engagement employee-performance
  external-contacts fax gamification gdpr geolocation greetings groups identity-providers infrastructureascode
  integrations journey knowledge language-understanding learning license locations logcapture messaging
  messaging-platform notifications oauth organization organization-authorization process-automation quality
  recordings response-management scim screen-monitoring scripts search:readonly social-media stations telephony
  textbots upload usage user-basic-info user-recordings users-rules voicemail web-chat webdeployments widgets
  workforce-management workitems
`
  .trim()
  .split(/\s+/)
  .concat(
    areas,
    areas.map((area) => `${area}:readonly`),
  )

const manyUsers = [
  {
    email: `${'a-very-long-local-part-'.repeat(2)}of-an-address@sub.department.example.com`,
    password: 'x',
    name: 'A'.repeat(90),
  },
  { email: 'layla@example.com', password: 'x', name: 'ليلى عبد الرحمن الحسيني' },
  { email: 'noam@example.com', password: 'x', name: 'נועם בן־דוד' },
  ...Array.from({ length: 100 }, (_, index) => ({
    email: `agent-${index}@example.com`,
    password: 'x',
    name: `Agent number ${index}`,
  })),
]

/** A mock with a plain client and an awkward one. */
export async function mockWithPages(users: 'few' | 'many'): Promise<MockServer> {
  const few = [
    { email: 'ada@example.com', password: 'lovelace', name: 'Ada Lovelace' },
    { email: 'bob@example.com', password: 'builder', name: 'Bob' },
  ]
  const mock = createMockServer({
    port: 0,
    signingKey: testKey,
    policy: { interactive: true, consent: true },
    users: users === 'few' ? few : manyUsers,
    clients: [
      {
        id: plain,
        name: 'Queue dashboard',
        grantType: 'CODE',
        redirectUris: [callback],
        scopes: ['users:readonly', 'routing', 'all'],
      },
      {
        id: awkward,
        name: `Dashboard${'-with-a-name-without-a-break'.repeat(4)} لوحة`,
        grantType: 'CODE',
        redirectUris: [awkwardCallback],
        scopes: manyScopes,
      },
    ],
  })
  await mock.start()
  return mock
}

export interface ShownPage {
  readonly name: string
  readonly users: 'few' | 'many'
  open(page: Page, mock: MockServer): Promise<void>
}

function authorizeUrl({ url }: MockServer, changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: plain,
    redirect_uri: callback,
    state: 'af0ifjsldkj',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  })
  return `${url}/oauth/authorize?${query}`
}

/** How often a client was registered: each can be only once. */
let registered = 0

const awkwardly = { client_id: awkward, redirect_uri: awkwardCallback }

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email Address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log In' }).click()
}

export const shownPages: readonly ShownPage[] = [
  { name: 'login', users: 'few', open: async (page, mock) => void (await page.goto(authorizeUrl(mock))) },
  {
    name: 'login-awkward',
    users: 'many',
    open: async (page, mock) => void (await page.goto(authorizeUrl(mock, awkwardly))),
  },
  {
    name: 'login-wrong-password',
    users: 'few',
    async open(page, mock) {
      await page.goto(authorizeUrl(mock))
      await logIn(page, 'ada@example.com', 'wrong')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'consent',
    users: 'few',
    async open(page, mock) {
      await page.goto(authorizeUrl(mock))
      await logIn(page, 'ada@example.com', 'lovelace')
      await page.getByRole('button', { name: 'Allow' }).waitFor()
    },
  },
  {
    name: 'consent-awkward',
    users: 'many',
    async open(page, mock) {
      await page.goto(authorizeUrl(mock, awkwardly))
      await logIn(page, manyUsers[0]?.email ?? '', 'x')
      await page.getByRole('button', { name: 'Allow' }).waitFor()
    },
  },
  {
    name: 'error-registrable',
    users: 'few',
    open: async (page, mock) => void (await page.goto(authorizeUrl(mock, { client_id: 'my-own-client' }))),
  },
  {
    name: 'error-redirect',
    users: 'few',
    open: async (page, mock) => void (await page.goto(authorizeUrl(mock, { redirect_uri: `${callback}s` }))),
  },
  {
    name: 'error-awkward',
    users: 'few',
    open: async (page, mock) =>
      void (await page.goto(
        authorizeUrl(mock, { client_id: `${awkward}${awkward}`, redirect_uri: `${awkwardCallback}y` }),
      )),
  },
  {
    name: 'error-many-mistakes',
    users: 'few',
    open: async (page, mock) =>
      void (await page.goto(`${mock.url}/oauth/authorize?client_id=${plain}%20&redirect_uri=x`)),
  },
  {
    name: 'registered',
    users: 'few',
    async open(page, mock) {
      registered += 1
      const client_id = `my-own-client-${registered}`
      await page.goto(authorizeUrl(mock, { client_id, redirect_uri: awkwardCallback }))
      await page.getByRole('button', { name: 'Register it now' }).click()
      await page.getByRole('link', { name: 'Go on with the login' }).waitFor()
    },
  },
  {
    name: 'logged-out',
    users: 'few',
    open: async (page, mock) => void (await page.goto(`${mock.url}/logout`)),
  },
  {
    name: 'logged-out-refused',
    users: 'few',
    open: async (page, mock) =>
      void (await page.goto(
        `${mock.url}/logout?client_id=${plain}&redirect_uri=${encodeURIComponent(awkwardCallback)}`,
      )),
  },
]
