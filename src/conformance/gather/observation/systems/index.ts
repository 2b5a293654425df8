// The list of systems, and the choice of the one that the kit runs on.
import { existsSync } from 'node:fs'
import { createLinux } from './linux.js'
import { macos } from './macos.js'
import { nothingSeen, type System } from './system.js'
import { windows } from './windows.js'

/** Files and output can be looked at anywhere. */
const other: System = { shows: ['files', 'file-modes', 'output'], pollEvery: null, look: () => nothingSeen }

/** The system called `platform`, as Node.js names it. To be made before the client is started. */
export function systemFor(platform: string): System {
  if (platform === 'linux') return existsSync('/proc/self/stat') ? createLinux() : other
  if (platform === 'darwin') return macos
  return platform === 'win32' ? windows : other
}
