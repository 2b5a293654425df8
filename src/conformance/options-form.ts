// What the parsers of options share: the form of the settings, and all problems of one call together.
import { UsageError, type UsageProblem } from '../command-line/index.js'
import type { GivenOptions } from '../config-files/flags-over-file.js'
import { remainderOf } from '../validation/remainder.js'
import { check, type Problem } from '../validation/validation.js'
import { settingFlags } from './given-settings.js'
import { type ReportOutput, readReportOutputs } from './report-outputs.js'
import { type ConfigSettings, settingsSchema } from './settings-schema.js'

/** Drops what was not given: a setting left out and a setting undefined are not the same. */
export function given<T extends object>(settings: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T
}

export function listed(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value
}

/** A problem that names a flag, by the key that it stands for; null when it names none. */
function byKey({ problem, hint }: UsageProblem): Problem | null {
  const [, flag, rest = ''] = /^--([a-z-]+): (.*)$/s.exec(problem) ?? []
  const option = settingFlags.find((known) => known.flag === flag)?.option
  if (option === undefined) return null
  return { field: option, problem: rest, ...(hint === undefined ? {} : { hint }) }
}

/** What `work` throws, as problems. */
export function problemsIn(work: () => unknown): readonly UsageProblem[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}

export interface Form {
  readonly problems: readonly Problem[]
  /** The good rest. */
  readonly settings: ConfigSettings
}

/** @throws UsageError when the file holds nothing that could be settings */
export function formOf(asked: GivenOptions): Form {
  const { problems, value } = remainderOf((input) => check(settingsSchema, input), asked.options)
  if (value === null) throw new UsageError(asked.problemsOf(problems))
  return { problems, settings: value }
}

export function outputsOf({ reporter, output }: ConfigSettings): {
  readonly outputs: readonly ReportOutput[]
  readonly problems: readonly UsageProblem[]
} {
  const read = readReportOutputs(listed(reporter) ?? [], output)
  return read.kind === 'good'
    ? { outputs: read.outputs, problems: [] }
    : { outputs: [], problems: read.problems }
}

/** @throws UsageError with all of them: those of flags first, then by the lines of the file, then all others */
export function refuse(asked: GivenOptions, own: readonly Problem[], worded: readonly UsageProblem[]): void {
  const placed = worded.map((problem) => ({ problem, byKey: byKey(problem) }))
  const known = [...own, ...placed.flatMap((one) => one.byKey ?? [])]
  const others = placed.filter((one) => one.byKey === null).map(({ problem }) => problem)
  if (known.length + others.length > 0) throw new UsageError([...asked.problemsOf(known), ...others])
}
