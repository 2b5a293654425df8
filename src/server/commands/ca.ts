// The command `ca`: where the certificate of the CA lies, and how clients learn to trust it. Nothing is installed.
import { resolve } from 'node:path'
import { exitCodes, type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import { type Certificates, createCertificates } from '../http/tls.js'
import { OptionsError, parseServerOptions } from '../options.js'
import { systemPorts } from '../ports.js'
import { withCaFolder } from './ca-folder.js'
import { readConfigFile } from './config-file.js'
import { startOptions } from './start-options.js'
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
  const { hosts, folder } = httpsSettings(flags, io)
  try {
    return await createCertificates({ hosts, folder, ports: systemPorts })
  } catch (error) {
    if (error instanceof AuthorityFileError) throw new UsageError([{ problem: error.message }])
    throw error
  }
}

/** What `start --https` would use with the same flags and file. */
function httpsSettings(flags: GivenFlags, io: Io) {
  const config = flags.text('config')
  const file = config === undefined ? null : readConfigFile(config, io.cwd)
  const { options, problemOf } = startOptions(withHttps(flags), file)
  try {
    const { https } = parseServerOptions(withCaFolder(options, io))
    if (https === null) throw new Error('https is on, and yet it is off')
    return https
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    throw new UsageError(error.details.map(problemOf))
  }
}

function withHttps(flags: GivenFlags): GivenFlags {
  return { ...flags, switch: (name) => name === 'https' || flags.switch(name) }
}
