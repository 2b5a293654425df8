// The CA in the data folder: made once, kept for later starts, never half written.
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports, Random } from '../ports.js'
import { codeOf, createFile, lookForRoom, replaceFile } from './atomic-file.js'
import { AuthorityFileError } from './authority-file-error.js'
import { authorityText, isOfThisProduct, readAuthorityText } from './authority-text.js'
import {
  type Authority,
  certificatePem,
  createAuthority,
  keyPem,
  readAuthority,
  type Validity,
  widened,
} from './certificates.js'
import type { PermittedNames } from './permitted-names.js'

/** The CA, and where clients find its certificate. */
export interface KeptAuthority {
  readonly authority: Authority
  readonly certificateFile: string
  /** What the user should know of: the CA is new, or may certify more names than before. */
  readonly change: 'none' | 'created' | 'widened'
}

/** Key and certificate in one file, so that they cannot come apart. */
const keyName = 'ca-key.pem'
/** What clients are told to trust. */
const certificateName = 'ca.pem'

/**
 * The CA in `folder`, made with `validity` when there is none, and widened when it does not cover `names`.
 * Several programs may call this at the same time: all of them get the same CA.
 * @throws AuthorityFileError
 */
export async function keepAuthority(
  folder: string,
  names: PermittedNames,
  validity: Validity,
  { clock, random }: Ports,
): Promise<KeptAuthority> {
  const [keyFile, certificateFile] = [join(folder, keyName), join(folder, certificateName)]
  const present = await read(keyFile)
  if (present === null) {
    await ownTextOf(certificateFile)
    const made = await createAuthority(names, validity, random)
    await writing(folder, mkdir(folder, { recursive: true, mode: 0o700 }))
    // Another program may have been faster: then its CA is taken, in the second round.
    const isFirst = await writing(keyFile, createFile(keyFile, textOf(made), { mode: 0o600, random }))
    if (!isFirst) return keepAuthority(folder, names, validity, { clock, random })
    await publish(certificateFile, made, random)
    return { authority: made, certificateFile, change: 'created' }
  }
  const found = await authorityIn(present, keyFile, clock.now())
  await protect(keyFile)
  const wider = await widened(found, names, random)
  if (wider !== null) {
    await writing(keyFile, replaceFile(keyFile, textOf(wider), { mode: 0o600, random }))
  }
  await publish(certificateFile, wider ?? found, random)
  return { authority: wider ?? found, certificateFile, change: wider === null ? 'none' : 'widened' }
}

/**
 * Sees whether `keepAuthority` could use what is in `folder`; changes nothing.
 * @throws AuthorityFileError
 */
export async function lookAtAuthority(folder: string, now: number): Promise<void> {
  const [keyFile, certificateFile] = [join(folder, keyName), join(folder, certificateName)]
  const present = await read(keyFile)
  await ownTextOf(certificateFile)
  if (present === null) await writing(folder, lookForRoom(folder))
  else await authorityIn(present, keyFile, now)
}

function textOf({ keys, certificate }: Authority): string {
  return authorityText({ key: keyPem(keys), certificate: certificatePem(certificate) })
}

/** The text of a file; null when there is none. */
async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new AuthorityFileError('unreadable', file, `${file} cannot be read (${code})`)
  }
}

const remedy = 'remove it to have a new CA made, which clients must then be told to trust'

async function authorityIn(text: string, file: string, now: number): Promise<Authority> {
  const reading = readAuthorityText(text)
  if (reading.kind !== 'good') {
    throw new AuthorityFileError(reading.kind, file, `${file} ${reading.why}: ${remedy}`)
  }
  const authority = await readAuthority(reading.text)
  if (authority === null) {
    const why = 'holds a CA that may certify any name, so gc-mock-oauth did not make it'
    throw new AuthorityFileError('foreign', file, `${file} ${why}: ${remedy}`)
  }
  const { notBefore, notAfter } = authority.certificate
  if (now > notAfter.getTime()) {
    const why = `holds a CA that expired on ${dayOf(notAfter)}`
    throw new AuthorityFileError('expired', file, `${file} ${why}: ${remedy}`)
  }
  if (now < notBefore.getTime()) {
    const why = `holds a CA that is valid from ${dayOf(notBefore)} on, and the clock says ${dayOf(new Date(now))}`
    throw new AuthorityFileError('not-yet-valid', file, `${file} ${why}: set the clock, or ${remedy}`)
  }
  return authority
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Takes from others what permissions they have got, for example by a copy. */
async function protect(file: string): Promise<void> {
  const { mode } = await stat(file)
  // Where this fails the file system knows no permissions, or another user lends the file out.
  if ((mode & 0o077) !== 0) await chmod(file, 0o600).catch(() => undefined)
}

/** Writes the certificate of the CA where clients look for it, unless it is there. */
async function publish(file: string, { certificate }: Authority, random: Random): Promise<void> {
  const text = certificatePem(certificate)
  if ((await ownTextOf(file)) === text) return
  await writing(file, replaceFile(file, text, { mode: 0o644, random }))
}

/** What is in the file for clients; null when there is none. Refuses what others put there. */
async function ownTextOf(file: string): Promise<string | null> {
  const text = await read(file)
  if (text === null || isOfThisProduct(text)) return text
  const why = 'holds something else than the certificate of a CA of gc-mock-oauth'
  throw new AuthorityFileError('foreign', file, `${file} ${why}: move it, or choose another data folder`)
}

async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const message = `${path} cannot be written (${codeOf(error)}): choose another data folder`
    throw new AuthorityFileError('not-writable', path, message)
  }
}
