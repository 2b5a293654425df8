// Which reports are written, and where to: read from the flags --reporter and --output.
import { nearest, type UsageProblem } from '../command-line/index.js'
import { findReporter, type ReporterId, reporters } from './report/reporters/index.js'

export interface ReportOutput {
  readonly reporter: ReporterId
  /** A file, or null for standard output. */
  readonly file: string | null
}

export type ReadOutputs =
  | { readonly kind: 'good'; readonly outputs: readonly ReportOutput[] }
  | { readonly kind: 'bad'; readonly problems: readonly UsageProblem[] }

interface Named {
  readonly name: string
  readonly file: string | null
}

/** `sarif=out.sarif`: the file comes after the first equals sign. */
function namedIn(value: string): Named {
  const at = value.indexOf('=')
  return at < 0 ? { name: value, file: null } : { name: value.slice(0, at), file: value.slice(at + 1) }
}

function unknownReporter(name: string): UsageProblem {
  const known = reporters.map(({ id }) => id)
  const near = nearest(name, known)
  return {
    problem: `--reporter: there is no format "${name}"`,
    hint: near ? `did you mean ${near}?` : `known: ${known.join(', ')}`,
  }
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

function problemsOf(named: readonly Named[], output: string | undefined): readonly UsageProblem[] {
  const files = named.flatMap(({ file }) => (file === null ? [] : [file]))
  const onStandardOutput = named.filter(({ file }) => file === null)
  const example = `for example: --reporter ${named[0]?.name || 'text'} --reporter sarif=out.sarif`
  return [
    ...named.filter(({ name }) => findReporter(name) === undefined).map(({ name }) => unknownReporter(name)),
    ...named
      .filter(({ file }) => file === '')
      .map(({ name }) => ({ problem: `--reporter: after "${name}=" a file must follow` })),
    ...repeated(files.filter((file) => file !== '')).map((file) => ({
      problem: `--reporter: "${file}" is named by two reporters, and would hold only one of them`,
    })),
    ...(output !== undefined && named.length > 1
      ? [{ problem: '--output: belongs to a single reporter, and there are several', hint: example }]
      : []),
    ...(output !== undefined && named.length === 1 && files.length === 1
      ? [{ problem: `--output: contradicts --reporter ${named[0]?.name}=${files[0]}: one report, two files` }]
      : []),
    ...(output === undefined && onStandardOutput.length > 1
      ? [
          {
            problem: `--reporter: ${onStandardOutput.map(({ name }) => name).join(' and ')} would be mixed on standard output`,
            hint: `give all but one of them a file, ${example}`,
          },
        ]
      : []),
  ]
}

/** Reads the values of `--reporter`, each `NAME` or `NAME=FILE`, and of `--output`. */
export function readReportOutputs(values: readonly string[], output: string | undefined): ReadOutputs {
  const named = (values.length === 0 ? ['text'] : values).map(namedIn)
  const problems = problemsOf(named, output)
  if (problems.length > 0) return { kind: 'bad', problems }
  return {
    kind: 'good',
    outputs: named.flatMap(({ name, file }) => {
      const reporter = findReporter(name)
      return reporter === undefined
        ? []
        : [{ reporter: reporter.id as ReporterId, file: file ?? output ?? null }]
    }),
  }
}
