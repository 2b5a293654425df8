// Runs a program of this package: arguments in, exit code out, every problem as a sentence.
import type { Arguments, Command, Program } from './command.js'
import { namedBySource, strangeVariables, withEnvironment } from './environment.js'
import { exitCodes } from './exit-code.js'
import type { Io } from './io.js'
import { sentenceOf } from './sentence-of.js'
import { UsageError } from './usage-error.js'

function printUsageError(error: UsageError, name: string, io: Io): void {
  for (const { problem, hint } of error.problems) {
    io.err(`${name}: ${problem}\n`)
    if (hint) io.err(`  ${hint}\n`)
  }
}

/** Runs a command with its flags and the variables that stand for flags. */
async function runCommand(program: Program, command: Command, given: Arguments, io: Io): Promise<number> {
  const { flags, problems } = withEnvironment(program, command, given, io.env)
  for (const sentence of strangeVariables(program, io.env)) io.err(`${program.name}: ${sentence}\n`)
  if (problems.length > 0) throw new UsageError(problems)
  const module = await command.load()
  try {
    return await module.run(flags, io)
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown
    throw new UsageError(thrown.problems.map((problem) => namedBySource(problem, flags)))
  }
}

/** Resolves to the exit code; never rejects. */
export async function runProgram(argv: readonly string[], program: Program, io: Io): Promise<number> {
  try {
    const { parseArguments } = await import('./parse.js')
    const parsed = parseArguments(argv, program)
    if (parsed.kind === 'print') {
      io.out(`${parsed.text}\n`)
      return exitCodes.success
    }
    return await runCommand(program, parsed.command, parsed.flags, io)
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      printUsageError(thrown, program.name, io)
      return exitCodes.usage
    }
    io.err(`${program.name}: ${sentenceOf(thrown)} (this is a fault of ${program.name}, please report it)\n`)
    return exitCodes.internal
  }
}
