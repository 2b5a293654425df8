// A mock for a command: made from flags and config file, and brought to listen. What cannot be is the user's to mend.
import { type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import { ListenError, PortTakenError } from '../http/listener.js'
import { createMockServer, type MockServer } from '../mock-server.js'
import { OptionsError } from '../options.js'
import { KeyFileError } from '../tokens/key-file.js'
import { withCaFolder } from './ca-folder.js'
import { readConfigFile } from './config-file.js'
import { isObject, type Members } from './members.js'
import { startOptions } from './start-options.js'

export interface MadeMock {
  readonly mock: MockServer
  /** The token that the mock made for other machines; null where it made none. A token of the user is not told. */
  readonly madeToken: string | null
}

/**
 * The mock that flags and config file ask for, not started yet. `otherwise` holds options that neither names.
 * @throws UsageError naming every option that cannot be used, by its flag or file
 */
export function mockFor(flags: GivenFlags, io: Io, otherwise: Members = {}): MadeMock {
  const config = flags.text('config')
  const file = config === undefined ? null : readConfigFile(config, io.cwd)
  const { options: given, problemOf } = startOptions(flags, file)
  const options = withCaFolder(isObject(given) ? { ...otherwise, ...given } : given, io)
  try {
    const mock = createMockServer(options as Parameters<typeof createMockServer>[0])
    const tokenWasGiven = isObject(options) && options['adminToken'] !== undefined
    return { mock, madeToken: tokenWasGiven ? null : mock.adminToken }
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    throw new UsageError(error.details.map(problemOf))
  }
}

/** @throws UsageError where the mock cannot listen, or a file that it keeps cannot be used */
export async function listen(mock: MockServer, { platform }: Io): Promise<void> {
  try {
    await mock.start()
  } catch (error) {
    if (error instanceof PortTakenError) throw await portTaken(error.port, platform)
    if (error instanceof ListenError) throw new UsageError([{ problem: error.message }])
    if (error instanceof AuthorityFileError) throw new UsageError([{ problem: `--https: ${error.message}` }])
    if (error instanceof KeyFileError) throw new UsageError([{ problem: `--data-dir: ${error.message}` }])
    throw error
  }
}

async function portTaken(port: number, platform: string): Promise<UsageError> {
  const [system = ''] = platform.split(' ')
  const { holderOf } = await import('./port-holder.js')
  const holder = (await holderOf(port, system)) ?? 'another program'
  const hint = 'choose another one with --port, or --port 0 for any that is free'
  return new UsageError([{ problem: `--port: port ${port} is taken by ${holder}`, hint }])
}
