// Everything that can be moved while a mock runs, from a test or over HTTP: clients, users, scenario, clock, keys.
import { type ClockControl, createClockControl } from './clock-control.js'
import { type Flow, type Tied, tiedIn, viewFlow } from './flows.js'
import { createNewest } from './newest.js'
import type { Settings } from './options.js'
import type { Ports } from './ports.js'
import type { Client, User } from './protocol/client.js'
import { createMask, type Mask } from './protocol/mask.js'
import { createRecorder, type Recorder } from './recorder.js'
import { createScenarioControl, type ScenarioControl } from './scenario-control.js'
import { createMemoryStore } from './state/memory.js'
import { type Owner, observed } from './state/observed.js'
import type { Full, StateStore } from './state/store.js'
import { createWatch, neverShown } from './symptoms.js'

/** What became of an attempt to add a client or user. */
export type Registration = { readonly kind: 'added' | 'replaced' } | Full

export interface MockState {
  /** The ports with the clock of the mock. */
  readonly ports: Ports
  readonly clock: ClockControl
  readonly scenarios: ScenarioControl
  readonly recorder: Recorder
  /** The store now in use; a reset begins a new one. */
  readonly store: StateStore
  /** The first is the default user; always the same list, changed in its place. */
  readonly users: readonly [User, ...User[]]
  readonly mask: Mask
  saveClient(client: Client): Promise<Registration>
  /** False when there was none. */
  removeClient(id: string): Promise<boolean>
  saveUser(user: User): Registration
  /** `last`: it is the only one, and the mock needs a default user. */
  removeUser(email: string): 'removed' | 'unknown' | 'last'
  /** The exchanges of each login, tied together and not yet made readable: that is the dear part. */
  tied(): readonly Tied[]
  viewFlow(tied: Tied): Flow
  /** Everything as at the start: clients, users, scenario and clock of the options; no login, no exchange. */
  reset(): void
  /** The mock is about to listen, for the first time or again. */
  begin(): void
  /** Ends what waits: late answers and watches, also those of requests that are still worked on. */
  stop(): void
  /** Waits by the clock; `signal` or a stop ends it at once, and until the next begin nothing waits. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Calls `listener` with what a person should know, one sentence each; the function returned ends that. */
  onNotice(listener: (notice: string) => void): () => void
  /** Tells the listeners. */
  notice(text: string): void
}

export function createMockState(settings: Settings, outside: Ports): MockState {
  const { bounds } = settings
  const clock = createClockControl(outside.clock)
  const ports: Ports = { ...outside, clock }
  const scenarios = createScenarioControl(settings.scenarios)
  const recorder = createRecorder(bounds)
  const mask = createMask(outside.random.bytes(32))
  const listeners = new Set<(notice: string) => void>()
  const users: [User, ...User[]] = [...settings.users]
  const owners = createNewest<Owner>(bounds.exchanges)
  const notes = createNewest<readonly string[]>(bounds.exchanges)
  let stopping = new AbortController()
  let store = freshStore()

  const notice = (text: string) => {
    for (const listener of listeners) listener(text)
  }
  const watch = createWatch({
    clock: outside.clock,
    onNeverShown(login, exchange) {
      const note = neverShown(exchange)
      notes.set(login, [...(notes.get(login) ?? []), note])
      notice(note)
    },
  })
  recorder.listen((exchange) => {
    if (!stopping.signal.aborted) watch.see(exchange)
  })
  clock.listen(({ warning }) => {
    if (warning !== null) notice(warning)
  })

  function freshStore(): StateStore {
    const memory = createMemoryStore(bounds, clock)
    for (const client of settings.clients) void memory.saveClient(client)
    return observed(memory, (owner) => owners.set(owner.family, owner))
  }

  return {
    ports,
    clock,
    scenarios,
    recorder,
    get store() {
      return store
    },
    users,
    mask,
    async saveClient(client) {
      const known = await store.clients()
      const isKnown = known.some(({ id }) => id === client.id)
      if (!isKnown && known.length >= bounds.clients) return full('clients', bounds.clients)
      await store.saveClient(client)
      return { kind: isKnown ? 'replaced' : 'added' }
    },
    removeClient: (id) => store.removeClient(id),
    saveUser: (user) => saveUser(user, users, bounds.users),
    removeUser: (email) => removeUser(email, users),
    tied: () => tiedIn(recorder.exchanges),
    viewFlow: (tied) => viewFlow(tied, { ownerOf: owners.get, notesOf: (id) => notes.get(id) ?? [] }, mask),
    reset() {
      watch.stop()
      store = freshStore()
      users.splice(0, users.length, ...settings.users)
      owners.clear()
      notes.clear()
      recorder.clear()
      scenarios.reset()
      clock.reset()
    },
    begin() {
      if (stopping.signal.aborted) stopping = new AbortController()
    },
    stop() {
      watch.stop()
      stopping.abort()
    },
    wait(milliseconds, signal) {
      const { signal: stopped } = stopping
      return clock.sleep(milliseconds, signal === undefined ? stopped : AbortSignal.any([stopped, signal]))
    },
    onNotice(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notice,
  }
}

function full(limit: string, bound: number): Full {
  return { kind: 'full', limit, bound }
}

function indexOf(email: string, users: readonly User[]): number {
  return users.findIndex((user) => user.email.toLowerCase() === email.toLowerCase())
}

function saveUser(user: User, users: User[], bound: number): Registration {
  const index = indexOf(user.email, users)
  if (index >= 0) {
    users[index] = user
    return { kind: 'replaced' }
  }
  if (users.length >= bound) return full('users', bound)
  users.push(user)
  return { kind: 'added' }
}

function removeUser(email: string, users: User[]): 'removed' | 'unknown' | 'last' {
  const index = indexOf(email, users)
  if (index < 0) return 'unknown'
  if (users.length === 1) return 'last'
  users.splice(index, 1)
  return 'removed'
}
