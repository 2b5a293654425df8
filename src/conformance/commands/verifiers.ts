// `--verifiers FILE`: judges verifiers from a log or a capture, without operating anything.
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type GivenFlags, type Io, sentenceOf, UsageError, version } from '../../command-line/index.js'
import { systemPorts } from '../../server/index.js'
import { parseVerifierFile } from '../judge/randomness/verifier-file.js'
import { parseVerifiersOptions } from '../judge-options.js'
import { notesOnFile, verifiersReport } from '../verifiers-report.js'
import { expectedOf } from './expect-file.js'
import { unwritable, writeReports } from './report-files.js'

/** Larger files are no lists of verifiers. */
const mostBytes = 200_000_000

function problemOf(name: string, cwd: string): string | null {
  try {
    const found = statSync(resolve(cwd, name))
    if (found.isDirectory()) return `"${name}" is a folder, and a file is needed`
    // Looked at before it is opened: a pipe would wait for a writer.
    if (!found.isFile()) return `"${name}" is no file`
    return found.size > mostBytes ? `"${name}" is too large for a list of verifiers` : null
  } catch {
    return `there is no file "${name}"`
  }
}

/** @throws UsageError when the file cannot be read */
function textOf(name: string, cwd: string): string {
  const problem = problemOf(name, cwd)
  if (problem !== null) {
    throw new UsageError([{ problem: `--verifiers: ${problem}`, hint: 'write one verifier a line' }])
  }
  try {
    return readFileSync(resolve(cwd, name), 'utf8')
  } catch (error) {
    throw new UsageError([{ problem: `--verifiers: "${name}" cannot be read: ${sentenceOf(error)}` }])
  }
}

/** Judges the verifiers in the file `name`, and resolves to the exit code. */
export async function judgeVerifiers(name: string, flags: GivenFlags, io: Io): Promise<number> {
  const { judgement, checks, outputs } = parseVerifiersOptions(flags, await expectedOf(flags, null, io))
  const unusable = unwritable(outputs, io.cwd)
  if (unusable.length > 0) throw new UsageError(unusable)
  const file = parseVerifierFile(textOf(name, io.cwd))
  const startedAt = new Date(systemPorts.clock.now()).toISOString()
  const { platform } = io
  const report = verifiersReport({ name, file, judgement, checks, version, startedAt, platform })
  const { strict = false, allowInconclusive = false } = judgement
  writeReports(report, outputs, { policy: { strict, allowInconclusive }, transcripts: () => [] }, io)
  const isShown = outputs.some(({ reporter, file: target }) => reporter === 'text' && target === null)
  if (!isShown) for (const note of notesOnFile(file)) io.err(`gc-pkce-check: ${name}: ${note}\n`)
  return report.exitCode
}
