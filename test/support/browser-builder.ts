// Builds what a browser showed of an honest single-page login, with parts replaced.
import type { BrowserObservations, PageRequest } from '../../src/conformance/browser-observations.js'

/** What the honest login of the transcript builder issues. */
export const issued = { code: 'code.honest..1.Zq8fXw2s', token: 'token.honest..2.Uy5kPd0v' }

export const appUrl = 'http://localhost:8080/'
/** The page to which the code comes. */
export const callbackUrl = `${appUrl}?code=${issued.code}&state=k3Rz9tQw7LmX2vBn`

export function pageRequest(parts: Partial<PageRequest> & { readonly url: string }): PageRequest {
  return {
    method: 'GET',
    type: 'fetch',
    page: appUrl,
    referer: null,
    body: null,
    to: 'outside',
    failure: 'net::ERR_NAME_NOT_RESOLVED',
    ...parts,
  }
}

const opened = pageRequest({ url: callbackUrl, type: 'document', to: 'own', failure: null })
const redeemed = pageRequest({
  url: 'https://login.mypurecloud.com/oauth/token',
  method: 'POST',
  to: 'mock',
  failure: null,
})

/** Requests besides those of the login itself are added; everything else is replaced. */
export function shown({ requests = [], ...parts }: Partial<BrowserObservations> = {}): BrowserObservations {
  return {
    browser: 'Chromium 156.0',
    stored: [],
    cookies: [],
    pages: [{ url: appUrl, history: ['about:blank', appUrl, appUrl], historyState: null }],
    messages: [],
    console: [],
    ...parts,
    requests: [opened, redeemed, ...requests],
  }
}
