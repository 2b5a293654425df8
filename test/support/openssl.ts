// openssl as the judge of what the product makes.
import { spawnSync } from 'node:child_process'

export interface Judged {
  readonly status: number | null
  /** Standard output and standard error. */
  readonly said: string
}

/** Runs openssl with `args`; `input` is its standard input. Throws when there is no openssl. */
export function openssl(args: readonly string[], input = ''): Judged {
  const { status, stdout, stderr, error } = spawnSync('openssl', [...args], { input, encoding: 'utf8' })
  if (error)
    throw new Error(`these tests need openssl: install the Debian package openssl (${error.message})`)
  return { status, said: `${stdout}${stderr}` }
}
