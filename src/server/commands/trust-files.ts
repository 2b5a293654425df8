// The files by which a command under `exec` trusts the mock besides the authorities that it trusts anyway.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicAuthorities } from '../http/public-authorities.js'
import type { TrustFiles } from './exec-environment.js'

export interface MadeTrust {
  readonly files: TrustFiles
  /** Removes what was made. */
  remove(): void
}

type Environment = Readonly<Record<string, string | undefined>>

/** Makes the files for the CA in the file `ca`, with what the variables of `env` name already. */
export function makeTrustFiles(ca: string, env: Environment): MadeTrust {
  const folder = mkdtempSync(join(tmpdir(), 'gc-mock-oauth-'))
  const own = readFileSync(ca, 'utf8')
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const extra = named(env, ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'])
  const others = named(env, ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])
  return {
    files: {
      ca,
      added: extra === null ? ca : file('added.pem', `${own}${extra}`),
      whole: file('whole.pem', `${own}${others ?? publicAuthorities()}${extra ?? ''}`),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The first file that a variable names and that can be read. */
function named(env: Environment, variables: readonly string[]): string | null {
  for (const variable of variables) {
    const path = env[variable]
    if (path === undefined || path === '') continue
    try {
      return `${readFileSync(path, 'utf8').trimEnd()}\n`
    } catch {
      // What cannot be read is of no use to the command either.
    }
  }
  return null
}
