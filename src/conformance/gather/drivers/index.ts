// The list of drivers, and the choice of the one for a target.
import type { RunningClient } from '../client.js'
import { command } from './command.js'
import type { DriverContext, Target } from './driver.js'
import { inProcess } from './in-process.js'

export const drivers = [command, inProcess] as const

/** Starts the client with the driver for its kind of target. @throws a sentence when it cannot be started. */
export function startClient(target: Target, context: DriverContext): Promise<RunningClient> {
  return target.kind === 'command' ? command.start(target, context) : inProcess.start(target, context)
}
