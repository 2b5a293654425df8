// Requests as plain values.
import type { HttpRequest, Pairs } from '../../src/server/protocol/message.js'

export const mockOrigin = 'http://127.0.0.1:7636'

/** A request for `target`, which may have a query. */
export function requestFor(method: string, target: string, headers: Pairs = [], body = ''): HttpRequest {
  const [path = '', ...rest] = target.split('?')
  return { method, origin: mockOrigin, path, query: rest.join('?'), headers, body }
}

export type Form = Readonly<Record<string, string>>

/** `application/x-www-form-urlencoded` text of `form`. */
export function formOf(form: Form): string {
  return new URLSearchParams(form).toString()
}

export function postForm(path: string, form: Form, headers: Pairs = []): HttpRequest {
  const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const
  return requestFor('POST', path, [type, ...headers], formOf(form))
}
