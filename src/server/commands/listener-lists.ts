// Who listens on a port, read from what the systems print; none of it is asked for here.

export interface Holder {
  readonly pid: number
  /** Null where the system tells only the number. */
  readonly name: string | null
}

/** The state "listening" of the kernel. */
const listening = '0A'

/** The inodes of the sockets that listen on `port`: `text` is `/proc/net/tcp` or `/proc/net/tcp6` of Linux. */
export function inodesIn(text: string, port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = '0'] = line.trim().split(/\s+/)
    return local.endsWith(wanted) && state === listening && inode !== '0' ? [inode] : []
  })
}

/** The first process in the output of `lsof -nP -iTCP:PORT -sTCP:LISTEN -Fpc`. */
export function holderInLsof(text: string): Holder | null {
  const pid = /^p(\d+)$/m.exec(text)?.[1]
  return pid === undefined ? null : { pid: Number(pid), name: /^c(.+)$/m.exec(text)?.[1] ?? null }
}

/** The process that listens on `port` in the output of `netstat -ano -p TCP` of Windows, in any language. */
export function holderInNetstat(text: string, port: number): Holder | null {
  for (const line of text.split('\n')) {
    const [protocol, local = '', foreign = '', ...rest] = line.trim().split(/\s+/)
    // The word for the state is translated; nobody is at the other end of a socket that listens.
    const isListening = protocol === 'TCP' && /^(?:0\.0\.0\.0|\[::\]):0$/.test(foreign)
    const pid = rest.at(-1) ?? ''
    if (isListening && local.endsWith(`:${port}`) && /^\d+$/.test(pid))
      return { pid: Number(pid), name: null }
  }
  return null
}

/** The name by which a user knows a program: its own, or that of the script which an interpreter runs. */
export function nameOfProgram(commandLine: readonly string[], short: string): string {
  const isMock = commandLine.some((word) => /(?:^|[\\/])gc-mock-oauth(?:\.js)?$/.test(word))
  return isMock ? 'another gc-mock-oauth' : short.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 40)
}
