// The places at which a client that is a process can be looked at from outside.
import { chmodSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import type { Outside } from './client.js'
import type { RunFolder } from './run-folder.js'

/** What a client was started with. */
export interface Started {
  readonly folder: RunFolder
  /** A file that was written just now: its time is that of the file system. */
  readonly newestFile: string
  /** The folder of the client itself. */
  readonly client: string
  /** The one in which it is started. */
  readonly working: string
  readonly home: 'fresh' | 'real'
  readonly environment: Readonly<Record<string, string>>
  readonly marker: string
}

type Printed = Parameters<Parameters<Outside['onPrinted']>[0]>

export interface OutsideInProgress {
  readonly outside: Outside
  /** Names the process that leads the client from now on. */
  lead(pid: number): void
  /** To be called with everything that the client prints. */
  print(...printed: Printed): void
}

/** When `file` was changed last; changing its permissions to what they are changes that. */
function touched(file: string): number {
  chmodSync(file, statSync(file).mode & 0o7777)
  return statSync(file).ctimeMs
}

/** To be made right before the client is started: what was changed before is not its doing. */
export function createOutside(started: Started): OutsideInProgress {
  const { folder, home, environment, marker } = started
  // Nobody has the process id 0, so nothing belongs to the client before it is started.
  let leader = 0
  const early: Printed[] = []
  let hear: (...printed: Printed) => void = (...printed) => void early.push(printed)
  return {
    outside: {
      family: {
        marker,
        get leader() {
          return leader
        },
      },
      folders: {
        home: home === 'fresh' ? folder.home : (environment['HOME'] ?? homedir()),
        homeKind: home,
        temporary: folder.temporary,
        sharedTemporary: tmpdir(),
        client: started.client,
        working: started.working,
      },
      since: statSync(started.newestFile).ctimeMs,
      now: () => touched(started.newestFile),
      launchedWith: environment,
      onPrinted(listener) {
        hear = listener
        for (const printed of early.splice(0)) listener(...printed)
      },
    },
    lead(pid) {
      leader = pid
    },
    print: (...printed) => hear(...printed),
  }
}
