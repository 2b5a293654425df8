// The command `exec`: runs another command beside a mock, and passes on how it ended.
import { type Arguments, exitCodeOfSignal, type Io, UsageError } from '../../command-line/index.js'
import { type ChildEnd, runChild } from '../../processes/child.js'
import { systemPorts } from '../ports.js'
import { randomId } from '../tokens/opaque.js'
import { readyLine } from './banner.js'
import { execEnvironment, runVariable } from './exec-environment.js'
import { startLog } from './log.js'
import { listen, type MadeMock, mockFor } from './running-mock.js'
import { type MadeTrust, makeTrustFiles } from './trust-files.js'

/** Milliseconds that the command has to end after a signal was handed on to it. */
const patience = 5_000
/** Milliseconds that its processes have to end after they were asked to. */
const grace = 1_500

/** Runs the command; see `exec.command.ts` for its flags. Resolves to the exit code of the other command. */
export async function run(flags: Arguments, io: Io): Promise<number> {
  const [program, ...rest] = flags.rest
  if (program === undefined) throw new Error('the arguments hold no command')
  const made = await mockFor(flags, io, { port: 0 })
  const json = flags.switch('json')
  const log = startLog(made.mock, flags, io, json ? 'off' : 'problems')
  let trust: MadeTrust | null = null
  try {
    await listen(made, io)
    // Who asked for an end meanwhile gets it.
    if (io.signal.aborted) return exitCodeOfSignal(io.signal.reason)
    io.err(json ? await readyJson(made) : readyText(made))
    const caFile = made.mock.ca?.file ?? null
    trust = caFile === null ? null : makeTrustFiles(caFile, io.env)
    const end = await runBeside(made, trust, [program, ...rest], io)
    return codeOf(end, program)
  } finally {
    await made.mock.stop()
    trust?.remove()
    await log.close()
  }
}

function readyText({ mock, madeToken }: MadeMock): string {
  const token = madeToken === null ? '' : ` (admin token for other machines: ${madeToken})`
  return `gc-mock-oauth: the mock listens on ${mock.url}${token}\n`
}

async function readyJson(made: MadeMock): Promise<string> {
  return readyLine({ ...made, clients: await made.mock.clients() })
}

async function runBeside(
  { mock }: MadeMock,
  trust: MadeTrust | null,
  command: readonly [string, ...string[]],
  io: Io,
): Promise<ChildEnd> {
  const id = randomId(systemPorts.random)
  const [client] = await mock.clients()
  const wired = { url: mock.url, client, trust: trust?.files ?? null }
  return runChild(
    {
      command,
      folder: io.cwd,
      environment: execEnvironment(io.env, wired, id),
      marker: `${runVariable}=${id}`,
    },
    { clock: systemPorts.clock, signal: io.signal, patience, grace },
  )
}

/** As a shell has it: the exit code, or 128 and the number of the signal. */
function codeOf(end: ChildEnd, program: string): number {
  if (end.kind === 'exited') return end.code
  if (end.kind === 'killed') return 128 + end.number
  throw new UsageError([notStarted(program, end)])
}

function notStarted(program: string, { code, message }: ChildEnd & { readonly kind: 'not-started' }) {
  const reason = reasons[code] ?? `cannot be started: ${message.split('\n')[0]}`
  const problem = `exec: ${program} ${reason}`
  if (/\s/.test(program)) {
    const hint = `the words of the command are given one by one: gc-mock-oauth exec -- ${program}`
    return { problem, hint }
  }
  return { problem }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT:
    'cannot be started: there is no such program in the search path, or the interpreter that it names is missing',
  ENOTDIR: 'cannot be started: a part of its path is no folder',
  EACCES: 'cannot be started: it may not be run',
  EPERM: 'cannot be started: it may not be run',
  ENOEXEC:
    'cannot be started: it is no program of this system (a script needs a first line such as #!/bin/sh)',
  E2BIG: 'cannot be started: its arguments are too long for this system',
}
