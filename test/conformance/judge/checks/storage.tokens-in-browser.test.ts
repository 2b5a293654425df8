import type { BrowserCookie, StoredValue } from '../../../../src/conformance/browser-observations.js'
import { storageTokensInBrowser } from '../../../../src/conformance/judge/checks/storage.tokens-in-browser.js'
import { issued, shown } from '../../../support/browser-builder.js'
import { judgeTable } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

function kept(place: StoredValue['place'], value: string) {
  return honestLogin({
    kind: 'spa',
    browser: shown({ stored: [{ place, origin: 'http://localhost:8080', key: 'session', value }] }),
  })
}

function inCookie(httpOnly: boolean) {
  const cookie: BrowserCookie = {
    name: 'session',
    value: issued.token,
    domain: 'localhost',
    path: '/',
    httpOnly,
    secure: false,
    sameSite: 'Lax',
  }
  const stored = { place: 'cookie', origin: 'localhost', key: 'session', value: issued.token } as const
  return honestLogin({ kind: 'spa', browser: shown({ stored: [stored], cookies: [cookie] }) })
}

judgeTable(storageTokensInBrowser, [
  {
    name: 'passes an app that keeps nothing',
    transcripts: honestLogin({ kind: 'spa', browser: shown() }),
    expected: 'passes',
    saying: [/none of the 0 values/],
  },
  {
    name: 'passes an app that keeps something else',
    transcripts: kept('localStorage', '{"theme":"dark"}'),
    expected: 'passes',
  },
  {
    name: 'warns of localStorage',
    transcripts: kept('localStorage', issued.token),
    expected: { fails: { 'local-storage': 'warning' } },
    saying: [/the access token lies in localStorage under \\"session\\"/],
  },
  {
    name: 'finds a token inside of JSON',
    transcripts: kept('indexedDB', JSON.stringify({ stores: [{ value: { access_token: issued.token } }] })),
    expected: { fails: { 'indexed-db': 'warning' } },
  },
  {
    name: 'finds a token in base64',
    transcripts: kept('localStorage', 'eyJ0IjoidG9rZW4uaG9uZXN0Li4yLlV5NWtQZDB2In0='),
    expected: { fails: { 'local-storage': 'warning' } },
    saying: [/in base64|, base64/],
  },
  {
    name: 'notes sessionStorage',
    transcripts: kept('sessionStorage', issued.token),
    expected: { fails: { 'session-storage': 'info' } },
  },
  {
    name: 'warns of a cookie that scripts can read',
    transcripts: inCookie(false),
    expected: { fails: { 'script-cookie': 'warning' } },
  },
  { name: 'passes a cookie that they cannot', transcripts: inCookie(true), expected: 'passes' },
  {
    name: 'does not pass an app that got no token',
    transcripts: transcript({ kind: 'spa', browser: shown() }).authorize().callback().ended('client-gave-up'),
    expected: { inconclusive: /got no token/ },
  },
  {
    name: 'does not pass an app that began no login',
    transcripts: transcript({ kind: 'spa', browser: shown() }).ended('no-login-found'),
    expected: { inconclusive: /no authorization request was seen/ },
  },
  {
    name: 'does not apply to an app that no browser showed',
    transcripts: honestLogin({ kind: 'spa' }),
    expected: { notApplicable: /not run in a browser/ },
  },
])
