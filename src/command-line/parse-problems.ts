// What is wrong with the arguments, from the message of the parser, in words that name the flag and the way out.
import type { Command, Program } from './command.js'
import { nearest } from './nearest.js'
import type { UsageProblem } from './usage-error.js'

/** Turns the message of the parser about `argv` into problems. */
export function problemsOf(
  message: string,
  program: Program,
  argv: readonly string[],
): readonly UsageProblem[] {
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/s.exec(message)?.[1]
  if (unknown) return unknownProblems(unknown.split(', '), program, argv)
  const empty = /^Not enough arguments following: (.+)$/.exec(message)?.[1]
  if (empty) return [{ problem: `--${empty}: a value must follow` }]
  const choice = /Argument: (.+?), Given: (.+), Choices: (.+)$/s.exec(message)
  if (choice) {
    const [, flag, given, choices] = choice
    return [{ problem: `--${flag}: got ${given}, expected one of ${choices}` }]
  }
  return [{ problem: message.split('\n')[0] ?? message, hint: `${program.name} --help lists all flags` }]
}

function unknownProblems(
  words: readonly string[],
  program: Program,
  argv: readonly string[],
): readonly UsageProblem[] {
  const command = program.commands.find(({ name }) => name === argv[0])
  if (command?.rest === undefined) return words.map((word) => unknownProblem(word, program, command))
  const mistyped = words.filter((word) => nearest(word, Object.keys(command.flags)) !== undefined)
  if (mistyped.length > 0) return mistyped.map((word) => unknownProblem(word, program, command))
  return [missingDashes(program, command, words)]
}

/** Somebody wrote the command to run without the `--` before it. */
function missingDashes(program: Program, { name, rest }: Command, words: readonly string[]): UsageProblem {
  return {
    problem: `${name}: "${words.join(' ')}" is no flag of it, and what it runs comes after --`,
    hint: `${program.name} ${name} -- ${rest}`,
  }
}

function unknownProblem(word: string, program: Program, command: Command | undefined): UsageProblem {
  const commands = program.commands.filter(({ hidden }) => hidden !== true).map(({ name }) => name)
  const possible = command === undefined ? program.commands : [command]
  const flags = [...new Set(possible.flatMap((one) => Object.keys(one.flags)))]
  if (commands.includes(word)) return { problem: `unknown command "${word}"` }
  const flag = nearest(word, flags)
  if (flag !== undefined)
    return { problem: `unknown flag or word "${word}"`, hint: `did you mean --${flag}?` }
  const near = command === undefined ? nearest(word, commands) : undefined
  const about = command === undefined ? program.name : `${program.name} ${command.name}`
  const hint =
    near === undefined ? `${about} --help lists all flags` : `did you mean ${program.name} ${near}?`
  return { problem: `unknown flag or word "${word}"`, hint }
}

/** What is wrong with the words of a command that belong to no flag, and with what stands after `--`. */
export function wordProblems(
  program: Program,
  command: Command,
  wordOf: (name: string) => string | undefined,
  rest: readonly string[] | null,
): readonly UsageProblem[] {
  const usage = `${program.name} ${command.name} --help says how it is called`
  const words = (command.words ?? []).flatMap(({ name, optional, choices }): UsageProblem[] => {
    const word = wordOf(name)
    if (word === undefined) {
      return optional ? [] : [{ problem: `${command.name}: ${name} is missing`, hint: usage }]
    }
    if (choices === undefined || choices.includes(word)) return []
    const near = nearest(word, choices)
    const problem = `${command.name}: expected ${choices.join(', ')}, got "${word}"`
    return [near === undefined ? { problem } : { problem, hint: `did you mean ${near}?` }]
  })
  if (command.rest === undefined) {
    return rest === null || rest.length === 0
      ? words
      : [...words, { problem: `${command.name}: "${rest.join(' ')}" stands after --, where nothing belongs` }]
  }
  const isMissing = rest === null || rest.length === 0 || rest[0] === ''
  const hint = `${program.name} ${command.name} -- ${command.rest}`
  return isMissing ? [...words, { problem: `${command.name}: no command stands after --`, hint }] : words
}
