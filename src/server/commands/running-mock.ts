// A mock for a command: made from flags and config file, and brought to listen. What cannot be is the user's to mend.
import { type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { isObject, type Members } from '../../config-files/members.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import { ListenError, PortTakenError } from '../http/listener.js'
import { createMockServer, type MockServer } from '../mock-server.js'
import { OptionsError } from '../options.js'
import { KeyFileError } from '../tokens/key-file.js'
import { type AskedOptions, askedOptions, everyProblem } from './asked-options.js'

export interface MadeMock {
  readonly mock: MockServer
  /** The token that the mock made for other machines; null where it made none. A token of the user is not told. */
  readonly madeToken: string | null
  /** The config file that was read, absolute; null where there was none. */
  readonly configFile: string | null
  readonly asked: AskedOptions
}

/**
 * The mock that flags and config file ask for, not started yet. `otherwise` holds options that neither names.
 * @throws UsageError naming every option that cannot be used, by its flag or file
 */
export async function mockFor(flags: GivenFlags, io: Io, otherwise: Members = {}): Promise<MadeMock> {
  const asked = await askedOptions(flags, io, otherwise)
  const { options, file, problems } = asked
  if (problems.length > 0) throw await everyProblem(asked)
  try {
    const mock = createMockServer(options as Parameters<typeof createMockServer>[0])
    const tokenWasGiven = isObject(options) && options['adminToken'] !== undefined
    const madeToken = tokenWasGiven ? null : mock.adminToken
    return { mock, madeToken, configFile: file?.path ?? null, asked }
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    throw await everyProblem(asked)
  }
}

/** @throws UsageError where the mock cannot listen, or a file that it keeps cannot be used */
export async function listen({ mock, asked }: MadeMock, { platform }: Pick<Io, 'platform'>): Promise<void> {
  try {
    await mock.start()
  } catch (error) {
    if (error instanceof PortTakenError) throw await portTaken(error.port, platform, asked)
    if (error instanceof ListenError)
      throw new UsageError([asked.problemOf({ field: 'host', problem: error.message })])
    // There may be more of its kind: the start ends with the first.
    if (error instanceof AuthorityFileError || error instanceof KeyFileError)
      throw await everyProblem(asked, error)
    throw error
  }
}

async function portTaken(port: number, platform: string, { problemOf }: AskedOptions): Promise<UsageError> {
  const [system = ''] = platform.split(' ')
  const { holderOf } = await import('./port-holder.js')
  const holder = (await holderOf(port, system)) ?? 'another program'
  const hint = 'choose another one with --port, or --port 0 for any that is free'
  return new UsageError([
    { ...problemOf({ field: 'port', problem: `port ${port} is taken by ${holder}` }), hint },
  ])
}
