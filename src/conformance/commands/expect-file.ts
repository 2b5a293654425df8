// Reads the file of --expect, by its flag or by the key of the config file.
import { type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { type ConfigFile, readConfigFile } from '../../config-files/config-file.js'
import { expectationsIn, noExpectations, type ReadExpectations } from '../expectations-file.js'
import { givenSettings } from '../given-settings.js'

/** The known findings; what is wrong with the file is a value, so that it is told with everything else. */
export async function expectedOf(
  flags: GivenFlags,
  config: ConfigFile | null,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<ReadExpectations> {
  const { options } = givenSettings(flags, config, cwd)
  const name =
    typeof options === 'object' && options !== null && 'expect' in options ? options.expect : undefined
  // What is no text is told by the form of the settings.
  if (typeof name !== 'string' || name === '') return noExpectations
  try {
    return expectationsIn(await readConfigFile({ name, prefix: '--expect: ', program: 'gc-pkce-check' }, cwd))
  } catch (error) {
    // Their hints are about config files.
    if (error instanceof UsageError)
      return { kind: 'bad', problems: error.problems.map(({ problem }) => ({ problem })) }
    throw error
  }
}
