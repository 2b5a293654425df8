// The list of drivers, and the choice of the one for a target.
import type { RunningClient } from '../client.js'
import { attach } from './attach.js'
import { browser } from './browser.js'
import { command } from './command.js'
import type { DriverContext, Target } from './driver.js'
import { inProcess } from './in-process.js'
import { web } from './web.js'

export const drivers = [command, web, browser, attach, inProcess] as const

/** Starts the client with the driver for its kind of target. @throws a sentence when it cannot be started. */
export function startClient(target: Target, context: DriverContext): Promise<RunningClient> {
  switch (target.kind) {
    case 'command':
      return command.start(target, context)
    case 'web':
      return web.start(target, context)
    case 'browser':
      return browser.start(target, context)
    case 'attach':
      return attach.start(target, context)
    case 'in-process':
      return inProcess.start(target, context)
  }
}
