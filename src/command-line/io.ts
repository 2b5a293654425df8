// The world of a command-line program as a value, so that a test can hand in its own.

export interface Io {
  /** Writes to standard output: the report, and nothing else. */
  out(text: string): void
  /** Writes to standard error: progress, problems, hints. */
  err(text: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Whether a person looks at standard output, or at standard error, on a terminal. */
  readonly terminal: { readonly out: boolean; readonly err: boolean }
  /** For reports: operating system and runtime, for example `linux node 20.20.2`. */
  readonly platform: string
  /** Aborted when the program is asked to stop; the reason is the name of the signal. */
  readonly signal: AbortSignal
}
