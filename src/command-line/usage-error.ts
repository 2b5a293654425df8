// A mistake of the person at the keyboard: every problem of one call at once.

export interface UsageProblem {
  /** What is wrong and where, no full stop: `--port: expected a whole number from 0 to 65535, got "abc"`. */
  readonly problem: string
  /** What to do, a sentence or a command; absent where the problem says it all. */
  readonly hint?: string
}

/** Thrown before anything runs; the program prints it without a stack and ends with exit code 2. */
export class UsageError extends Error {
  readonly problems: readonly UsageProblem[]

  constructor(problems: readonly UsageProblem[]) {
    super(problems.map(({ problem }) => problem).join('; '))
    this.name = 'UsageError'
    this.problems = problems
  }
}
