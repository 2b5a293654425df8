// `--api URL`: shows an application that accepts tokens one token after another, and judges what it did.
import { type GivenFlags, type Io, UsageError, version } from '../../command-line/index.js'
import { PortTakenError, systemPorts } from '../../server/index.js'
import { apiReport } from '../api-report.js'
import { gatherApiRun } from '../gather-api-run.js'
import { parseApiOptions } from '../judge-options.js'
import { expectedOf } from './expect-file.js'
import { unwritable, writeReports } from './report-files.js'

/** Runs it, and resolves to the exit code. */
export async function judgeApi(flags: GivenFlags, io: Io): Promise<number> {
  const options = parseApiOptions(flags, await expectedOf(flags, null, io))
  const { url, judgement, checks, outputs, full, ...tokens } = options
  const unusable = unwritable(outputs, io.cwd)
  if (unusable.length > 0) throw new UsageError(unusable)
  const { clock } = systemPorts
  const begun = clock.now()
  const quiet = flags.switch('quiet')
  const onToken = (variant: string, index: number, of: number) => {
    if (!quiet) io.err(`gc-pkce-check: token ${index} of ${of}: ${variant}\n`)
  }
  const run = await gatherApiRun({ url, full, ...tokens, signal: io.signal, clock, onToken }).catch(
    (error) => {
      if (!(error instanceof PortTakenError)) throw error
      const problem = `--port: ${error.port} is taken by another program`
      throw new UsageError([
        { problem, hint: 'end that program, or name the port that the application knows' },
      ])
    },
  )
  const report = apiReport({
    ...{ url, tokens, run, checks, judgement, version },
    startedAt: new Date(begun).toISOString(),
    durationMs: Math.round(clock.now() - begun),
    platform: io.platform,
    interruptedBy: io.signal.aborted ? String(io.signal.reason) : null,
  })
  const { strict = false, allowInconclusive = false } = judgement
  writeReports(report, outputs, { policy: { strict, allowInconclusive }, transcripts: () => [] }, io)
  return report.exitCode
}
