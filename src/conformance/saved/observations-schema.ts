// The form of what the operating system showed, in a saved transcript. A member that is forgotten here does not compile.
import * as v from 'valibot'
import type { Disguise } from '../hidden-text.js'
import {
  type BundledSecret,
  filePlaces,
  type LoggedSecret,
  type LookedAt,
  type Observations,
  type ObservedFile,
  type ObservedListener,
  type ObservedProcess,
  observables,
  type SecretPlace,
  secretKinds,
} from '../observations.js'
import { type Exact, flag, listOf, number, oneOf, text, whole } from './schema-parts.js'

const place = v.strictObject({
  kind: v.picklist(secretKinds, `expected one of ${secretKinds.join(', ')}`),
  exchange: v.nullable(whole),
  disguise: oneOf<Disguise>({ plain: true, 'percent-encoded': true, base64: true, hex: true }),
  line: v.nullable(whole),
} satisfies Record<keyof SecretPlace, unknown>)

const file = v.strictObject({
  path: text,
  place: v.picklist(filePlaces, `expected one of ${filePlaces.join(', ')}`),
  mode: v.nullable(whole),
  folderMode: v.nullable(whole),
  log: flag,
  during: listOf(place),
  after: listOf(place),
} satisfies Record<keyof ObservedFile, unknown>)

const logged = v.strictObject({
  stream: oneOf<LoggedSecret['stream']>({ stdout: true, stderr: true, file: true }),
  path: v.nullable(text),
  holds: place,
  live: flag,
  text,
} satisfies Record<keyof LoggedSecret, unknown>)

const bundled = v.strictObject({ path: text, holds: place } satisfies Record<keyof BundledSecret, unknown>)

const observedProcess = v.strictObject({
  pid: whole,
  parent: whole,
  program: text,
  inArgv: listOf(v.strictObject({ position: whole, holds: place })),
  environment: listOf(text),
  inEnvironment: listOf(v.strictObject({ name: text, holds: place })),
} satisfies Record<keyof ObservedProcess, unknown>)

const listener = v.strictObject({
  address: text,
  port: whole,
  pid: whole,
  from: number,
  until: number,
} satisfies Record<keyof ObservedListener, unknown>)

const lookedAt = v.strictObject({
  pendingLooks: whole,
  files: whole,
  lines: whole,
  bundled: whole,
} satisfies Record<keyof LookedAt, unknown>)

export const observationsSchema = v.strictObject({
  seen: listOf(v.picklist(observables, `expected one of ${observables.join(', ')}`)),
  lookedAt,
  processes: listOf(observedProcess),
  listeners: listOf(listener),
  files: listOf(file),
  logged: listOf(logged),
  bundled: listOf(bundled),
  cut: flag,
} satisfies Record<keyof Observations, unknown>) satisfies Exact<Observations>
