// Reads the arguments of a program with yargs, the only file that imports it. Nothing is printed and nothing
// exits here: the answer is a value.
import yargs, { type Argv } from 'yargs'
import type { Arguments, Command, Flag, Program } from './command.js'
import { environmentHelp } from './environment.js'
import { problemsOf, wordProblems } from './parse-problems.js'
import { UsageError } from './usage-error.js'

/** What the arguments ask for. */
export type Parsed =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'run'; readonly command: Command; readonly flags: Arguments }

type Values = Readonly<Record<string, unknown>>

function givenArguments(values: Values, rest: readonly string[]): Arguments {
  const all = (name: string): string[] => {
    const value = values[name]
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String)
  }
  return {
    text: (name) => all(name)[0],
    list: all,
    switch: (name) => values[name] === true,
    has: (name) => values[name] !== undefined,
    variable: () => undefined,
    word: (name) => all(name)[0],
    rest,
  }
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

function refuseRepeated(command: Command, values: Values): void {
  const repeated = Object.entries(command.flags)
    .filter(([name, flag]) => flag.kind === 'text' && Array.isArray(values[name]))
    .map(([name]) => ({ problem: `--${name}: given more than once, expected one value` }))
  if (repeated.length > 0) throw new UsageError(repeated)
}

/** The command as the parser declares it. That a word must be there is said by us, in better words. */
function patternOf({ name, words = [] }: Command): string {
  return [name, ...words.map((word) => `[${word.name}]`)].join(' ')
}

/** The beginning of its help. */
function usageOf({ name, words = [], rest, summary }: Command): string {
  const shown = words.map((word) => (word.optional ? `[${word.name}]` : `<${word.name}>`))
  const call = ['$0', name, ...shown, '[flags]', ...(rest === undefined ? [] : ['--', rest])].join(' ')
  return `${call}\n\n${summary}`
}

function describe(parser: Argv, command: Command, program: Program): Argv {
  const shown = declare(parser, command.flags).usage(usageOf(command)).epilogue(environmentHelp(program))
  for (const { name, summary } of command.words ?? []) {
    shown.positional(name, { type: 'string', describe: summary })
  }
  return command.examples.reduce((one, [line, what]) => one.example(line, what), shown)
}

/** Without a fallback it has a help of its own; with one its help is that of the fallback. */
function createParser(program: Program): Argv {
  return yargs()
    .scriptName(program.name)
    .locale('en')
    .usage(`${program.summary}\n\nUsage: $0 ${program.fallback === null ? '<command> ' : ''}[flags]`)
    .epilogue(program.fallback === null ? environmentHelp(program) : '')
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
}

/** What stands before `--`, and what stands after it; null where there is none. */
function split(argv: readonly string[]): [own: readonly string[], rest: readonly string[] | null] {
  const at = argv.indexOf('--')
  return at < 0 ? [argv, null] : [argv.slice(0, at), argv.slice(at + 1)]
}

/**
 * What the parser comes to, thrown out of it: it would go on to set the help of the command in columns, which
 * nobody reads and which takes a third of the start of a program.
 */
class Chosen extends Error {
  readonly command: Command
  readonly values: Values

  constructor(command: Command, values: Values) {
    super(`${command.name} was chosen`)
    this.command = command
    this.values = values
  }
}

function chosenBy(parse: () => unknown): Chosen | undefined {
  try {
    parse()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Chosen) return thrown
    throw thrown
  }
}

/**
 * Reads `argv` (without runtime and script).
 * @throws UsageError for unknown flags and commands, flags without a value, values outside a closed set.
 */
export function parseArguments(argv: readonly string[], program: Program): Parsed {
  // The parser would read numbers among the arguments of another program as numbers.
  const [own, rest] = split(argv)
  let printed = ''
  let failure = ''
  const base = createParser(program).fail((message, error) => {
    failure ||= message || error?.message || 'the arguments could not be read'
  })
  for (const command of program.commands) {
    const pattern = patternOf(command)
    const names = command.name === program.fallback ? [pattern, '$0'] : [pattern]
    const builder = (parser: Argv) => describe(parser, command, program)
    const handler = (values: Values) => {
      throw new Chosen(command, values)
    }
    if (command.hidden === true) base.command(names, false, builder, handler)
    else base.command(names, command.summary, builder, handler)
  }
  if (program.fallback === null) base.demandCommand(1, 'no command given')
  const chosen = chosenBy(() =>
    base.parse([...own], {}, (_error: unknown, _values: unknown, output: string) => {
      printed = output
    }),
  )
  if (failure) throw new UsageError(problemsOf(failure, program, own))
  if (chosen === undefined) return { kind: 'print', text: printed }
  const { command, values } = chosen
  refuseRepeated(command, values)
  const flags = givenArguments(values, rest ?? [])
  const problems = wordProblems(program, command, flags.word, rest)
  if (problems.length > 0) throw new UsageError(problems)
  return { kind: 'run', command, flags }
}
