// The command line of gc-mock-oauth: commands as data, their code loaded when chosen.
import { completionCommands, type Io, type Program, runProgram, version } from '../command-line/index.js'
import { caCommand } from './commands/ca.command.js'
import { configCommand } from './commands/config.command.js'
import { execCommand, execVariables } from './commands/exec.command.js'
import { initCommand } from './commands/init.command.js'
import { scenariosCommand } from './commands/scenarios.command.js'
import { snippetCommand } from './commands/snippet.command.js'
import { startCommand } from './commands/start.command.js'

const name = 'gc-mock-oauth'

const program: Program = {
  name,
  summary:
    'A local mock of the Genesys Cloud login that enforces PKCE strictly and says which mistake was made.',
  version,
  commands: [
    startCommand,
    initCommand,
    configCommand,
    execCommand,
    scenariosCommand,
    snippetCommand,
    caCommand,
    ...completionCommands(name, () => program),
  ],
  fallback: null,
  variables: execVariables,
}

/** Runs the program with `argv` (without runtime and script) and resolves to its exit code. */
export function main(argv: readonly string[], io: Io): Promise<number> {
  return runProgram(argv, program, io)
}
