// The form of a saved transcript. A member that is forgotten here does not compile.
import * as v from 'valibot'
import {
  actionNames,
  type Callback,
  callbackRoles,
  clientKinds,
  type DoneAction,
  type Ending,
  type EndingKind,
  type LiveText,
  type ObservedExchange,
  type Output,
  type Registration,
  seededRuntimes,
  type TlsConnection,
  type Transcript,
} from '../transcript.js'
import { browserSchema } from './browser-schema.js'
import { observationsSchema } from './observations-schema.js'
import { type Exact, flag, listOf, number, oneOf, text, whole } from './schema-parts.js'

const pairs = listOf(v.tuple([text, text], 'expected a name and a value'))

const request = v.strictObject({
  method: text,
  origin: text,
  path: text,
  query: text,
  headers: pairs,
  body: text,
} satisfies Record<keyof ObservedExchange['request'], unknown>)

const reply = v.strictObject({
  status: whole,
  headers: pairs,
  body: text,
} satisfies Record<keyof ObservedExchange['honest'], unknown>)

type Sent = ObservedExchange['sent']

const delivery = v.variant('kind', [
  v.strictObject({ kind: v.literal('reset') }),
  v.strictObject({ kind: v.literal('silence'), seconds: number }),
  v.strictObject({ kind: v.literal('cut'), missingOctets: whole }),
  v.strictObject({ kind: v.literal('drip'), seconds: number }),
]) satisfies Exact<NonNullable<Sent['delivery']>>

const sent = v.strictObject({
  ...reply.entries,
  delaySeconds: v.exactOptional(number),
  delivery: v.exactOptional(delivery),
} satisfies Record<keyof Sent, unknown>)

type Mistake = ObservedExchange['outcome']['mistakes'][number]

const mistake = v.strictObject({
  kind: text,
  area: oneOf<Mistake['area']>({
    pkce: true,
    body: true,
    parameter: true,
    'token-placement': true,
    client: true,
    'redirect-uri': true,
    code: true,
    token: true,
    transport: true,
  }),
  error: oneOf<Mistake['error']>({
    invalid_request: true,
    invalid_client: true,
    invalid_grant: true,
    unauthorized_client: true,
    unsupported_grant_type: true,
    unsupported_response_type: true,
    invalid_scope: true,
    access_denied: true,
    server_error: true,
    temporarily_unavailable: true,
    invalid_token: true,
    insufficient_scope: true,
  }),
  parameter: v.nullable(text),
  sentence: text,
  fix: text,
} satisfies Record<keyof Mistake, unknown>)

const outcome = v.strictObject({
  kind: oneOf<ObservedExchange['outcome']['kind']>({ granted: true, refused: true, answered: true }),
  mistakes: listOf(mistake),
  forgiven: flag,
  login: v.nullable(text),
  cause: v.nullable(whole),
} satisfies Record<keyof ObservedExchange['outcome'], unknown>)

const exchange = v.strictObject({
  number: whole,
  at: number,
  endpoint: v.nullable(text),
  request,
  honest: reply,
  sent,
  scenario: v.exactOptional(text),
  outcome,
  correlation: text,
  sender: oneOf<ObservedExchange['sender']>({ client: true, 'user-agent': true, kit: true }),
} satisfies Record<keyof ObservedExchange, unknown>)

const answer = v.variant('kind', [
  v.strictObject({ kind: v.literal('answered'), status: whole, at: number }),
  v.strictObject({
    kind: v.literal('typed'),
    what: oneOf({ code: true, url: true }),
    prompt: text,
    at: number,
  }),
  v.strictObject({ kind: v.literal('dropped'), why: text }),
  v.strictObject({ kind: v.literal('unreachable'), why: text }),
  v.strictObject({ kind: v.literal('not-delivered'), why: text }),
]) satisfies Exact<Callback['answer']>

const callback = v.strictObject({
  url: text,
  role: v.exactOptional(v.picklist(callbackRoles, `expected one of ${callbackRoles.join(', ')}`)),
  method: v.exactOptional(text),
  at: number,
  afterExchange: whole,
  answer,
} satisfies Record<keyof Callback, unknown>)

const liveText = v.strictObject({
  page: text,
  kind: oneOf<LiveText['kind']>({ element: true, 'script-link': true }),
  what: text,
} satisfies Record<keyof LiveText, unknown>)

const doneAction = v.strictObject({
  name: v.picklist(actionNames, `expected one of ${actionNames.join(', ')}`),
  at: number,
  afterExchange: whole,
  exitCode: v.nullable(number),
  what: text,
} satisfies Record<keyof DoneAction, unknown>)

const seededRuntime = v.picklist(seededRuntimes, `expected one of ${seededRuntimes.join(', ')}`)

const tlsConnection = v.strictObject({
  host: text,
  verified: flag,
} satisfies Record<keyof TlsConnection, unknown>)

const ending = v.strictObject({
  kind: oneOf<EndingKind>({
    'client-finished': true,
    'client-gave-up': true,
    'client-exited': true,
    'stopped-at-page': true,
    'callback-not-delivered': true,
    'wrong-host': true,
    'no-login-found': true,
    'prompt-unanswered': true,
    'not-started': true,
    deadline: true,
    interrupted: true,
  }),
  what: text,
  exitCode: v.nullable(whole),
} satisfies Record<keyof Ending, unknown>)

const output = v.strictObject({
  stdout: text,
  stderr: text,
  cut: flag,
} satisfies Record<keyof Output, unknown>)

const registration = v.strictObject({
  source: oneOf<Registration['source']>({ learned: true, given: true }),
  clientId: v.nullable(text),
  redirectUri: v.nullable(text),
  confidential: flag,
} satisfies Record<keyof Registration, unknown>)

export const transcriptSchema = v.strictObject({
  schema: v.literal('gc-pkce-check/transcript/1', 'expected "gc-pkce-check/transcript/1"'),
  scenario: text,
  variant: v.nullable(text),
  forgiving: flag,
  kind: v.picklist(clientKinds, `expected one of ${clientKinds.join(', ')}`),
  registration,
  exchanges: listOf(exchange),
  callbacks: listOf(callback),
  searchedPages: v.exactOptional(whole),
  liveTexts: v.exactOptional(listOf(liveText)),
  actions: v.exactOptional(listOf(doneAction)),
  seeded: v.exactOptional(listOf(seededRuntime)),
  tls: v.exactOptional(listOf(tlsConnection)),
  output,
  observations: v.nullable(observationsSchema),
  browser: v.exactOptional(browserSchema),
  ending,
  notes: v.exactOptional(listOf(text)),
} satisfies Record<keyof Transcript, unknown>) satisfies Exact<Transcript>
