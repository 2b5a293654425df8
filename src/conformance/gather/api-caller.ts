// Sends requests to an application that accepts tokens, as a client of it does.
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'

export interface ApiAnswer {
  /** Null when no answer came: `why` says what was seen instead. */
  readonly status: number | null
  readonly why: string | null
  /** Every `WWW-Authenticate`, joined; null when there is none. */
  readonly challenge: string | null
}

/** Milliseconds that an answer may take: the application may fetch keys first. */
const longest = 20_000

/** GETs `url` with `token` in the header; never rejects. */
export function callApi(url: string, token: string | null, signal: AbortSignal): Promise<ApiAnswer> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? secure : plain
    const headers = {
      accept: 'application/json, */*',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    const none = (why: string) => resolve({ status: null, why, challenge: null })
    // The certificate of a server under development is its own affair.
    const options = { rejectUnauthorized: false, timeout: longest, signal, agent: false, headers }
    const request = send(url, options, (response) => {
      response.resume()
      const challenge = response.headers['www-authenticate'] ?? null
      resolve({ status: response.statusCode ?? null, why: null, challenge })
    })
    request.on('timeout', () => {
      none(`nothing came within ${longest / 1000} s`)
      request.destroy()
    })
    request.on('error', (error) => {
      none('code' in error && typeof error.code === 'string' ? error.code : error.message)
    })
    request.end()
  })
}
