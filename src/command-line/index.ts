// What the command lines of both programs share.
export type { Arguments, Command, CommandModule, Flag, GivenFlags, Program, Word } from './command.js'
export { exitCodeOfSignal, exitCodes } from './exit-code.js'
export type { Io } from './io.js'
export { nearest } from './nearest.js'
export { runProgram } from './run-program.js'
export { sentenceOf } from './sentence-of.js'
export { UsageError, type UsageProblem } from './usage-error.js'
export { version } from './version.js'
