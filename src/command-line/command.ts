// What a program of this package offers: its commands and their flags, as data.
import type { Io } from './io.js'

/** A flag of a command. Values arrive as text; the command parses them. */
export interface Flag {
  readonly summary: string
  /** `text` takes one value, `list` may be given several times, `switch` takes none. */
  readonly kind: 'text' | 'list' | 'switch'
  /** The name of the value in the help, for example `SECONDS`. */
  readonly placeholder?: string
  /** Heading under which the help shows it. */
  readonly group?: string
  /** Closed set of values, checked by the parser. */
  readonly choices?: readonly string[]
  /** Values that the command itself checks; a shell that completes offers them. */
  readonly suggest?: () => Promise<readonly string[]>
}

/** A word of a command that belongs to no flag: `name` of `scenarios [name]`. */
export interface Word {
  /** As problems and the help call it, for example `shell`. */
  readonly name: string
  readonly summary: string
  readonly optional: boolean
  /** Closed set, checked by the parser. */
  readonly choices?: readonly string[]
  /** Values that the command itself checks; a shell that completes offers them. */
  readonly suggest?: () => Promise<readonly string[]>
}

/** The flags that were given. */
export interface GivenFlags {
  text(name: string): string | undefined
  list(name: string): readonly string[]
  switch(name: string): boolean
  /** Whether a flag was given at all, by an argument or by its variable: a switch may be given as false. */
  has(name: string): boolean
  /** The variable of the environment that gave the value of a flag; undefined where none did. */
  variable(name: string): string | undefined
}

/** Everything that was given to a command. */
export interface Arguments extends GivenFlags {
  /** The value of the word with that name; undefined where an optional one was left out. */
  word(name: string): string | undefined
  /** What stands after `--`, word by word as it was typed. */
  readonly rest: readonly string[]
}

export interface CommandModule {
  /** Runs the command and resolves to its exit code. */
  run(flags: Arguments, io: Io): Promise<number>
}

export interface Command {
  readonly name: string
  readonly summary: string
  readonly flags: Readonly<Record<string, Flag>>
  /** Words that belong to no flag, in their order; absent: there are none. */
  readonly words?: readonly Word[]
  /** What must stand after `--`, for example `COMMAND [ARGUMENT...]`; absent: nothing may stand there. */
  readonly rest?: string
  /** True for one that programs call: no help shows it. */
  readonly hidden?: boolean
  readonly examples: readonly (readonly [command: string, what: string])[]
  /** Loads the code of the command; called only when it is chosen. */
  load(): Promise<CommandModule>
}

export interface Program {
  readonly name: string
  readonly summary: string
  readonly version: string
  readonly commands: readonly Command[]
  /** The command that is meant when none is named; null when one must be named. */
  readonly fallback: string | null
  /** Variables that begin like the twins of its flags and mean something else. */
  readonly variables?: readonly string[]
}
