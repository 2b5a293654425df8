// The form of what a run of the kit is told, by its config file and by its flags: what each may be, and what is
// said when it is not.
import * as v from 'valibot'
import { withAlternatives } from '../validation/json-schema.js'
import type { Actions } from './gather/actions.js'
import { profiles } from './judge/checks/check.js'
import { clientKinds } from './transcript.js'

/** Longer values are no name, path or command of anything. */
const longest = 10_000
const mostInList = 1000

const text = v.pipe(
  v.string('expected text'),
  v.nonEmpty('expected text that is not empty'),
  v.maxLength(longest, `expected at most ${longest} characters`),
)

const yesOrNo = v.boolean('expected true or false')

const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `expected one of ${values.join(', ')}`)

const portMessage = 'expected a whole number from 1 to 65535'
const port = v.pipe(
  v.number(portMessage),
  v.integer(portMessage),
  v.minValue(1, portMessage),
  v.maxValue(65_535, portMessage),
)

const secondsMessage = 'expected seconds from 1 to 3600'
const seconds = v.pipe(
  v.number(secondsMessage),
  v.minValue(1, secondsMessage),
  v.maxValue(3600, secondsMessage),
)

const workersMessage = 'expected a whole number from 1 to 64'
const workers = v.pipe(
  v.number(workersMessage),
  v.integer(workersMessage),
  v.minValue(1, workersMessage),
  v.maxValue(64, workersMessage),
)

const localHost = /^(?:localhost|(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether a text is the address of something on this machine. */
export function isLocal(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && localHost.test(url.hostname)
}

/** A page on this machine: the kit never plays the browser on other ones. */
const localUrl = v.pipe(text, v.check(isLocal, 'expected an address on this machine'))

const loginPath = v.pipe(text, v.regex(/^\/(?!\/)[^\s#]*$/, 'expected a path that begins with /'))

const redirectUri = v.pipe(
  text,
  v.check((uri) => URL.canParse(uri) && !uri.includes('#'), 'expected an absolute URI without fragment'),
)

/** RFC 6749 appendix A: ids and secrets are printable ASCII. */
const printable = v.pipe(text, v.regex(/^[\x20-\x7e]+$/, 'expected printable ASCII characters'))

const listOf = <const S extends v.GenericSchema<unknown, unknown>>(item: S) =>
  v.pipe(
    v.array(item, 'expected text, or a list of texts'),
    v.nonEmpty('expected at least one entry'),
    v.maxLength(mostInList, `expected at most ${mostInList} entries`),
  )

/** One text stands for a list of one. */
const texts = withAlternatives(
  v.lazy((input) => (Array.isArray(input) ? listOf(text) : text)),
  [text, listOf(text)],
)

/** RFC 6749 section 3.3. */
const scope = v.pipe(
  text,
  v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'expected one scope, without spaces and quotation marks'),
)

/** What the kit needs to find its own client again. */
export const reservedVariables = ['GC_PKCE_CHECK', 'GC_PKCE_RUN_ID', 'GC_PKCE_OPEN_LOG'] as const

const variableName = v.pipe(
  v.string(),
  v.regex(/^[^=\u0000]+$/, 'expected the name of a variable'),
  v.check(
    (name) => !reservedVariables.some((reserved) => reserved === name),
    'is set by the kit, and must not be changed',
  ),
)

const variableValue = v.pipe(
  v.string('expected text'),
  v.regex(/^[^\u0000]*$/, 'expected text without a null character'),
  v.maxLength(longest, `expected at most ${longest} characters`),
)

/** By the names of the keys in a config file, which are those of the flags in camelCase. */
export const settingsSchema = v.strictObject({
  client: v.exactOptional(text),
  start: v.exactOptional(text),
  workingDirectory: v.exactOptional(text),
  env: v.exactOptional(v.record(variableName, variableValue, 'expected an object')),
  url: v.exactOptional(localUrl),
  loginPath: v.exactOptional(loginPath),
  port: v.exactOptional(port),
  kind: v.exactOptional(oneOf(clientKinds)),
  home: v.exactOptional(oneOf(['fresh', 'real'])),
  clientId: v.exactOptional(printable),
  redirectUri: v.exactOptional(redirectUri),
  clientSecret: v.exactOptional(printable),
  clientSecretFile: v.exactOptional(text),
  neededScopes: v.exactOptional(
    v.pipe(
      v.array(scope, 'expected a list of scopes'),
      v.nonEmpty('expected at least one scope'),
      v.maxLength(mostInList, `expected at most ${mostInList} scopes`),
    ),
  ),
  printsToken: v.exactOptional(yesOrNo),
  actions: v.exactOptional(
    v.strictObject({
      call: v.exactOptional(text),
      parallel: v.exactOptional(text),
      logout: v.exactOptional(text),
    } satisfies Record<keyof Actions, unknown>),
  ),
  check: v.exactOptional(texts),
  skip: v.exactOptional(texts),
  scenario: v.exactOptional(texts),
  quick: v.exactOptional(yesOrNo),
  full: v.exactOptional(yesOrNo),
  profile: v.exactOptional(oneOf(profiles)),
  timeout: v.exactOptional(seconds),
  workers: v.exactOptional(workers),
  strict: v.exactOptional(yesOrNo),
  allowInconclusive: v.exactOptional(yesOrNo),
  expect: v.exactOptional(text),
  reporter: v.exactOptional(texts),
  output: v.exactOptional(text),
  saveTranscripts: v.exactOptional(text),
  redact: v.exactOptional(text),
  quiet: v.exactOptional(yesOrNo),
})

/** The keys of a config file, checked. */
export type ConfigSettings = v.InferOutput<typeof settingsSchema>
