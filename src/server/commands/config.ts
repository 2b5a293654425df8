// The command `config`: every option in force and where it comes from. It starts nothing and writes nothing.
import { type Arguments, exitCodes, type Io, namedBySource, UsageError } from '../../command-line/index.js'
import type { Source } from '../../config-files/flags-over-file.js'
import { effectiveOptions } from '../options-effective.js'
import { printable } from '../protocol/log-line.js'
import { type AskedOptions, askedOptions, checkOptions } from './asked-options.js'
import { type OptionRow, optionRows } from './option-rows.js'

/** Runs the command; see `config.command.ts` for its flags. */
export async function run(flags: Arguments, io: Io): Promise<number> {
  const json = flags.switch('json')
  try {
    const asked = await askedOptions(flags, io)
    const { problems, ...examined } = await checkOptions(asked)
    const effective = effectiveOptions(examined)
    if (problems.length > 0 || effective === null) throw new UsageError(asked.problemsOf(problems))
    const rows = optionRows(effective, asked.sourceOf)
    io.out(json ? jsonOf(asked, rows) : tableOf(asked, rows))
    return exitCodes.success
  } catch (error) {
    if (json && error instanceof UsageError) {
      const problems = error.problems.map((problem) => namedBySource(problem, flags))
      io.out(`${JSON.stringify({ valid: false, problems })}\n`)
    }
    throw error
  }
}

function jsonOf({ file }: AskedOptions, rows: readonly OptionRow[]): string {
  return `${JSON.stringify({ valid: true, configFile: file?.path ?? null, options: rows })}\n`
}

/** Longer values are cut where a person reads them. */
const longestValue = 60

function tableOf({ file }: AskedOptions, rows: readonly OptionRow[]): string {
  const head = `config file: ${file === null ? 'none' : printable(file.path)}\n\n`
  const cells = rows.map(({ option, value, source }) => [
    printable(option),
    valueText(value),
    sourceText(source),
  ])
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0))
  const [first, second] = [width(0), width(1)]
  const lines = cells.map(([option = '', value = '', source = '']) =>
    [option.padEnd(first), value.padEnd(second), source].join('  '),
  )
  return `${head}${lines.join('\n')}\n`
}

function valueText(value: unknown): string {
  if (value === null) return '-'
  const text = printable(JSON.stringify(value))
  return text.length > longestValue ? `${text.slice(0, longestValue)}...` : text
}

function sourceText(source: Source): string {
  if (source.kind === 'default') return 'default'
  return source.kind === 'file' ? printable(`${source.name}:${source.line}`) : source.name
}
