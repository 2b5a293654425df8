// Reads the arguments of a program with yargs, the only file that imports it. Nothing is printed and nothing
// exits here: the answer is a value.
import yargs, { type Argv } from 'yargs'
import type { Command, Flag, GivenFlags, Program } from './command.js'
import { nearest } from './nearest.js'
import { UsageError, type UsageProblem } from './usage-error.js'

/** What the arguments ask for. */
export type Parsed =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'run'; readonly command: Command; readonly flags: GivenFlags }

type Values = Readonly<Record<string, unknown>>

function givenFlags(values: Values): GivenFlags {
  const all = (name: string): string[] => {
    const value = values[name]
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String)
  }
  return { text: (name) => all(name)[0], list: all, switch: (name) => values[name] === true }
}

function declare(parser: Argv, flags: Readonly<Record<string, Flag>>): Argv {
  return Object.entries(flags).reduce((declared, [name, flag]) => {
    const takesValue = flag.kind !== 'switch'
    return declared.option(name, {
      describe: flag.placeholder ? `${flag.summary} [${flag.placeholder}]` : flag.summary,
      type: takesValue ? 'string' : 'boolean',
      ...(flag.group === undefined ? {} : { group: flag.group }),
      ...(flag.choices === undefined ? {} : { choices: flag.choices }),
      ...(takesValue ? { requiresArg: true } : {}),
    })
  }, parser)
}

function unknownProblem(word: string, program: Program, flags: readonly string[]): UsageProblem {
  const commands = program.commands.map(({ name }) => name)
  if (flags.length === 0 || commands.includes(word)) return { problem: `unknown command "${word}"` }
  const near = nearest(word, flags)
  return {
    problem: `unknown flag or word "${word}"`,
    hint: near ? `did you mean --${near}?` : `${program.name} --help lists all flags`,
  }
}

/** Turns the message of the parser into problems that name the flag and the way out. */
function problemsOf(message: string, program: Program): readonly UsageProblem[] {
  const flags = [...new Set(program.commands.flatMap((command) => Object.keys(command.flags)))]
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/s.exec(message)?.[1]
  if (unknown) return unknown.split(', ').map((word) => unknownProblem(word, program, flags))
  const empty = /^Not enough arguments following: (.+)$/.exec(message)?.[1]
  if (empty) return [{ problem: `--${empty}: a value must follow` }]
  const choice = /Argument: (.+?), Given: (.+), Choices: (.+)$/s.exec(message)
  if (choice) {
    const [, flag, given, choices] = choice
    return [{ problem: `--${flag}: got ${given}, expected one of ${choices}` }]
  }
  return [{ problem: message.split('\n')[0] ?? message, hint: `${program.name} --help lists all flags` }]
}

function refuseRepeated(command: Command, values: Values): void {
  const repeated = Object.entries(command.flags)
    .filter(([name, flag]) => flag.kind === 'text' && Array.isArray(values[name]))
    .map(([name]) => ({ problem: `--${name}: given more than once, expected one value` }))
  if (repeated.length > 0) throw new UsageError(repeated)
}

/**
 * Reads `argv` (without runtime and script).
 * @throws UsageError for unknown flags and commands, flags without a value, values outside a closed set.
 */
export function parseArguments(argv: readonly string[], program: Program): Parsed {
  let chosen: { command: Command; values: Values } | undefined
  let printed = ''
  let failure = ''
  const base = yargs()
    .scriptName(program.name)
    .locale('en')
    .usage(`${program.summary}\n\nUsage: $0 ${program.fallback === null ? '<command> ' : ''}[flags]`)
    .version(program.version)
    .help()
    .strict()
    .exitProcess(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'duplicate-arguments-array': true,
      'boolean-negation': false,
      'parse-numbers': false,
      'dot-notation': false,
    })
    .wrap(100)
    .fail((message, error) => {
      failure ||= message || error?.message || 'the arguments could not be read'
    })
  for (const command of program.commands) {
    const names = command.name === program.fallback ? [command.name, '$0'] : [command.name]
    base.command(
      names,
      command.summary,
      (parser) =>
        command.examples.reduce(
          (shown, [line, what]) => shown.example(line, what),
          declare(parser, command.flags),
        ),
      (values) => {
        chosen = { command, values }
      },
    )
  }
  if (program.fallback === null) base.demandCommand(1, 'no command given')
  base.parse([...argv], {}, (_error: unknown, _values: unknown, output: string) => {
    printed = output
  })
  if (failure) throw new UsageError(problemsOf(failure, program))
  if (chosen) {
    refuseRepeated(chosen.command, chosen.values)
    return { kind: 'run', command: chosen.command, flags: givenFlags(chosen.values) }
  }
  return { kind: 'print', text: printed }
}
