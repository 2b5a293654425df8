// Reads the texts of /proc: the state of a process, its arguments and environment, and the table of sockets.

export interface ProcessState {
  readonly state: string
  readonly parent: number
  readonly group: number
}

/** Reads `/proc/PID/stat`; null when it is no such text. */
export function parseStat(text: string): ProcessState | null {
  // The name of the program comes first, in brackets, and may hold anything.
  const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (state === undefined || parent === undefined || group === undefined) return null
  return { state, parent: Number(parent), group: Number(group) }
}

/** Reads `/proc/PID/cmdline` or `/proc/PID/environ`: texts that each end with a zero octet. */
export function parseZeroEnded(text: string): readonly string[] {
  const parts = text.split('\0')
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

export interface ListeningSocket {
  readonly address: string
  readonly port: number
  readonly inode: string
}

/** The kernel writes an address in words of four octets, each in the order of the machine: little-endian here. */
function octetsOf(hex: string): readonly number[] {
  const words = hex.match(/.{8}/g) ?? []
  return words.flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((digits) => Number.parseInt(digits, 16)),
  )
}

function ipv6Text(octets: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_unused, index) =>
    (((octets[index * 2] ?? 0) << 8) | (octets[index * 2 + 1] ?? 0)).toString(16),
  )
  const mapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff'
  if (mapped) return `::ffff:${octets.slice(12).join('.')}`
  // The parser of URLs writes the one right short form (RFC 5952).
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

/** `0100007F` is `127.0.0.1`; 32 digits are an IPv6 address. */
export function addressOf(hex: string): string {
  const octets = octetsOf(hex)
  return octets.length === 4 ? octets.join('.') : ipv6Text(octets)
}

const listening = '0A'

/** The listening sockets in `/proc/net/tcp` or `/proc/net/tcp6`. */
export function parseSockets(text: string): readonly ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    const [hex = '', port = ''] = local.split(':')
    if (state !== listening || !/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/i.test(hex)) return []
    return [{ address: addressOf(hex), port: Number.parseInt(port, 16), inode }]
  })
}

/** `socket:[12345]` names the inode of a socket; null for any other file. */
export function socketInode(link: string): string | null {
  return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? null
}
