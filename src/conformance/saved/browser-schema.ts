// The form of what a browser showed, in a saved transcript. A member that is forgotten here does not compile.
import * as v from 'valibot'
import type {
  BrowserCookie,
  BrowserObservations,
  OpenPage,
  PageRequest,
  PostedMessage,
  StoredValue,
} from '../browser-observations.js'
import { type Exact, flag, listOf, oneOf, text } from './schema-parts.js'

const stored = v.strictObject({
  place: oneOf<StoredValue['place']>({
    localStorage: true,
    sessionStorage: true,
    indexedDB: true,
    cookie: true,
  }),
  origin: text,
  key: text,
  value: text,
} satisfies Record<keyof StoredValue, unknown>)

const cookie = v.strictObject({
  name: text,
  value: text,
  domain: text,
  path: text,
  httpOnly: flag,
  secure: flag,
  sameSite: oneOf<BrowserCookie['sameSite']>({ Strict: true, Lax: true, None: true }),
} satisfies Record<keyof BrowserCookie, unknown>)

const request = v.strictObject({
  url: text,
  method: text,
  type: text,
  page: text,
  referer: v.nullable(text),
  body: v.nullable(text),
  to: oneOf<PageRequest['to']>({ own: true, mock: true, outside: true }),
  failure: v.nullable(text),
} satisfies Record<keyof PageRequest, unknown>)

const page = v.strictObject({
  url: text,
  history: listOf(text),
  historyState: v.nullable(text),
} satisfies Record<keyof OpenPage, unknown>)

const message = v.strictObject({
  page: text,
  targetOrigin: text,
  data: text,
} satisfies Record<keyof PostedMessage, unknown>)

export const browserSchema = v.strictObject({
  browser: text,
  stored: listOf(stored),
  cookies: listOf(cookie),
  requests: listOf(request),
  pages: listOf(page),
  messages: listOf(message),
  console: listOf(text),
} satisfies Record<keyof BrowserObservations, unknown>) satisfies Exact<BrowserObservations>
