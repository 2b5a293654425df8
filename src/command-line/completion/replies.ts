// What may stand at the cursor, for a shell that completes: read off the commands and flags themselves.
import type { Command, Flag, Program, Word } from '../command.js'

export interface Reply {
  readonly value: string
  /** One line; empty where there is nothing to say. */
  readonly about: string
}

const everywhere: readonly Reply[] = [
  { value: '--help', about: 'show help' },
  { value: '--version', about: 'show the version' },
]

/**
 * What may stand in the place of the last of `words`, which are those of the line up to the cursor, the name of the
 * program first. None where the shell had better offer files.
 */
export async function repliesFor(program: Program, words: readonly string[]): Promise<readonly Reply[]> {
  const { given, current, before } = joined(words.slice(1))
  const replies = await possible(program, given, current)
  return replies
    .filter(({ value }) => value.startsWith(current))
    .map(({ value, about }) => ({ value: value.slice(before), about: about.replace(/\s+/g, ' ') }))
}

interface Line {
  /** The words before that at the cursor. */
  readonly given: readonly string[]
  /** The word at the cursor, as far as it is typed. */
  readonly current: string
  /** Characters of `current` that the shell holds for words of their own. */
  readonly before: number
}

/** bash takes `--flag=value` for three words, other shells for one. */
function joined(words: readonly string[]): Line {
  const current = words.at(-1) ?? ''
  const given = words.slice(0, -1)
  if (current === '=' && given.length > 0) return line(given.slice(0, -1), `${given.at(-1)}=`, '')
  if (given.at(-1) !== '=' || given.length < 2) return { given, current, before: 0 }
  return line(given.slice(0, -2), `${given.at(-2)}=`, current)
}

function line(given: readonly string[], flag: string, value: string): Line {
  return { given, current: `${flag}${value}`, before: flag.length }
}

async function possible(
  program: Program,
  given: readonly string[],
  current: string,
): Promise<readonly Reply[]> {
  if (given.includes('--')) return []
  const named = program.commands.find(({ name }) => name === given[0])
  const command = named ?? program.commands.find(({ name }) => name === program.fallback)
  const rest = named === undefined ? given : given.slice(1)
  const pending = flagNamed(command, rest.at(-1))
  if (pending !== undefined && pending.kind !== 'switch') return valuesOf(pending)
  const [, name = ''] = /^--([^=]+)=/.exec(current) ?? []
  if (name !== '') return prefixed(`--${name}=`, await valuesOf(command?.flags[name]))
  if (current.startsWith('-')) return flagsOf(command, rest)
  const word = command?.words?.[positionals(command, rest)]
  if (word !== undefined) return valuesOf(word)
  const commands = named === undefined && given.length === 0 ? commandsOf(program) : []
  return [...commands, ...(command === undefined ? [] : flagsOf(command, rest))]
}

function flagNamed(command: Command | undefined, word: string | undefined): Flag | undefined {
  return word?.startsWith('--') ? command?.flags[word.slice(2)] : undefined
}

async function valuesOf(of: Flag | Word | undefined): Promise<readonly Reply[]> {
  const values = of?.choices ?? (await of?.suggest?.()) ?? []
  return values.map((value) => ({ value, about: '' }))
}

function prefixed(prefix: string, replies: readonly Reply[]): readonly Reply[] {
  return replies.map(({ value, about }) => ({ value: `${prefix}${value}`, about }))
}

function commandsOf({ commands }: Program): readonly Reply[] {
  const shown = commands.filter(({ hidden }) => hidden !== true)
  return shown.map(({ name, summary }) => ({ value: name, about: summary }))
}

/** Flags that are not given yet, or may be given again. */
function flagsOf(command: Command | undefined, given: readonly string[]): readonly Reply[] {
  if (command === undefined) return everywhere
  const open = Object.entries(command.flags).filter(
    ([name, { kind }]) =>
      kind === 'list' || !given.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
  )
  const dashes = command.rest === undefined ? [] : [{ value: '--', about: `then ${command.rest}` }]
  return [
    ...open.map(([name, { summary }]) => ({ value: `--${name}`, about: summary })),
    ...dashes,
    ...everywhere,
  ]
}

/** How many words that belong to no flag are given. */
function positionals(command: Command, given: readonly string[]): number {
  return given.filter((word, index) => {
    const flag = flagNamed(command, given[index - 1])
    return !word.startsWith('-') && (flag === undefined || flag.kind === 'switch')
  }).length
}
