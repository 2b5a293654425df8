// The command `ca`: where the certificate of the CA lies, and how clients learn to trust it. Nothing is installed.
import { resolve } from 'node:path'
import { exitCodes, type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import { type Certificates, createCertificates } from '../http/tls.js'
import { examineServerOptions } from '../options.js'
import { systemPorts } from '../ports.js'
import { askedOptions } from './asked-options.js'
import { problemOfFile } from './file-problems.js'
import { trustLines } from './trust-lines.js'

/** Runs the command; see `ca.command.ts` for its flags. The CA is made when there is none. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const { caFile, spkiHash } = await certificates(flags, io)
  const file = resolve(io.cwd, caFile ?? '')
  const [system = ''] = io.platform.split(' ')
  io.out(flags.switch('path') ? `${file}\n` : `${file}\n\n${trustLines({ file, spkiHash }, system)}`)
  return exitCodes.success
}

async function certificates(flags: GivenFlags, io: Io): Promise<Certificates> {
  const asked = await askedOptions(withHttps(flags), io)
  const { settings, problems } = examineServerOptions(asked.options)
  const all = [...asked.problems, ...problems]
  if (all.length > 0 || settings?.https == null) throw new UsageError(asked.problemsOf(all))
  const { hosts, folder } = settings.https
  try {
    return await createCertificates({ hosts, folder, ports: systemPorts })
  } catch (error) {
    if (error instanceof AuthorityFileError) throw new UsageError([asked.problemOf(problemOfFile(error))])
    throw error
  }
}

/** What `start --https` would use with the same flags and file. */
function withHttps(flags: GivenFlags): GivenFlags {
  const isHttps = (name: string) => name === 'https'
  return {
    ...flags,
    switch: (name) => isHttps(name) || flags.switch(name),
    has: (name) => isHttps(name) || flags.has(name),
  }
}
