// What a call asks for: flags, variables and config file as options, and everything that is wrong with them.
import { type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import type { ConfigFile } from '../../config-files/config-file.js'
import type { GivenOptions } from '../../config-files/flags-over-file.js'
import { isObject, type Members } from '../../config-files/members.js'
import type { Problem } from '../../validation/validation.js'
import type { AuthorityFileError } from '../http/authority-file-error.js'
import { type Examined, examineServerOptions } from '../options.js'
import type { KeyFileError } from '../tokens/key-file.js'
import { withCaFolder } from './ca-folder.js'
import { configInForce } from './config-search.js'
import { fileProblems, problemOfFile } from './file-problems.js'
import { startOptions } from './start-options.js'

export interface AskedOptions extends GivenOptions {
  readonly file: ConfigFile | null
  /** What is wrong before any option is looked at. */
  readonly problems: readonly Problem[]
}

/**
 * The options that flags, variables and config file ask for, not checked yet. `otherwise` holds what none of them
 * names.
 * @throws UsageError when the config file cannot be read
 */
export async function askedOptions(
  flags: GivenFlags,
  io: Pick<Io, 'cwd' | 'env' | 'platform'>,
  otherwise: Members = {},
): Promise<AskedOptions> {
  const file = await configInForce(flags, io)
  const asked = startOptions(flags, file)
  const options = isObject(asked.options) ? { ...otherwise, ...asked.options } : asked.options
  const withFolder = withCaFolder(options, io)
  return { ...asked, ...withFolder, file }
}

export interface CheckedOptions extends Examined {
  /** Those of the files that the mock keeps included. */
  readonly problems: readonly Problem[]
}

/** Checks the options and what lies in the folders that they name. Writes nothing, starts nothing. */
export async function checkOptions({ options, problems }: AskedOptions): Promise<CheckedOptions> {
  const examined = examineServerOptions(options)
  const ofFiles = examined.settings === null ? [] : await fileProblems(examined.settings)
  return { ...examined, problems: [...problems, ...examined.problems, ...ofFiles] }
}

/** Everything that is wrong, to be thrown. `seen` is what a start ended with: it is told in any case. */
export async function everyProblem(
  asked: AskedOptions,
  seen?: AuthorityFileError | KeyFileError,
): Promise<UsageError> {
  const { problems } = await checkOptions(asked)
  const own = seen === undefined ? null : problemOfFile(seen)
  const isTold = own === null || problems.some(({ problem }) => problem === own.problem)
  return new UsageError(asked.problemsOf(isTold ? problems : [...problems, own]))
}
