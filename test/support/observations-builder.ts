// Builds what the operating system showed of a client by hand: nothing, unless the test says otherwise.
import type {
  LoggedSecret,
  Observations,
  ObservedFile,
  ObservedProcess,
  SecretKind,
  SecretPlace,
} from '../../src/conformance/observations.js'
import { observables } from '../../src/conformance/observations.js'

/** A system that shows everything, and a client of which nothing was found. */
export function observed(parts: Partial<Observations> = {}): Observations {
  return {
    seen: [...observables],
    lookedAt: { pendingLooks: 2, files: 3, lines: 4, bundled: 0 },
    processes: [observedProcess()],
    listeners: [],
    files: [],
    logged: [],
    bundled: [],
    cut: false,
    ...parts,
  }
}

export function held(kind: SecretKind, parts: Partial<SecretPlace> = {}): SecretPlace {
  return { kind, exchange: 1, disguise: 'plain', line: 1, ...parts }
}

/** `.my-app.json` in the home, which only its owner can read. */
export function observedFile(parts: Partial<ObservedFile> = {}): ObservedFile {
  return {
    path: '.my-app.json',
    place: 'home',
    mode: 0o600,
    folderMode: null,
    log: false,
    during: [],
    after: [],
    ...parts,
  }
}

export function observedProcess(parts: Partial<ObservedProcess> = {}): ObservedProcess {
  return {
    pid: 7,
    parent: 1,
    program: 'node',
    inArgv: [],
    environment: ['PATH'],
    inEnvironment: [],
    ...parts,
  }
}

/** A line on standard output. */
export function logged(kind: SecretKind, parts: Partial<LoggedSecret> = {}): LoggedSecret {
  return { stream: 'stdout', path: null, holds: held(kind), live: true, text: `value ‹${kind}›`, ...parts }
}
