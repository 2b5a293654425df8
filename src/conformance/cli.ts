// The command line of gc-pkce-check: commands as data, their code loaded when chosen.
import { completionCommands, type Io, type Program, runProgram, version } from '../command-line/index.js'
import { checkCommand } from './commands/check.command.js'
import { initCommand } from './commands/init.command.js'

const name = 'gc-pkce-check'

const program: Program = {
  name,
  summary:
    'Operates a client through its whole PKCE login against a strict mock of Genesys Cloud, and reports each violation.',
  version,
  commands: [checkCommand, initCommand, ...completionCommands(name, () => program)],
  fallback: 'check',
}

/** Runs the program with `argv` (without runtime and script) and resolves to its exit code. */
export function main(argv: readonly string[], io: Io): Promise<number> {
  return runProgram(argv, program, io)
}
