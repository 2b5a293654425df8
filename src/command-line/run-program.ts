// Runs a program of this package: arguments in, exit code out, every problem as a sentence.
import type { Program } from './command.js'
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

/** Resolves to the exit code; never rejects. */
export async function runProgram(argv: readonly string[], program: Program, io: Io): Promise<number> {
  try {
    const { parseArguments } = await import('./parse.js')
    const parsed = parseArguments(argv, program)
    if (parsed.kind === 'print') {
      io.out(`${parsed.text}\n`)
      return exitCodes.success
    }
    const module = await parsed.command.load()
    return await module.run(parsed.flags, io)
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      printUsageError(thrown, program.name, io)
      return exitCodes.usage
    }
    io.err(`${program.name}: ${sentenceOf(thrown)} (this is a fault of ${program.name}, please report it)\n`)
    return exitCodes.internal
  }
}
