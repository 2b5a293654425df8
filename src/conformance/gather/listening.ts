// Who listens where on this machine (Linux): the sockets of a client's processes, and those of other programs.
import { readdir, readFile, readlink } from 'node:fs/promises'

export interface Listening {
  /** As an URL has it without brackets: `127.0.0.1`, `::1`, `0.0.0.0`, `::`. */
  readonly address: string
  readonly port: number
  /** Number of the socket in the system. */
  readonly inode: string
}

/** The sockets of the client, and the sockets of everything else. */
export interface Listeners {
  readonly own: readonly Listening[]
  readonly others: readonly Listening[]
}

/** State LISTEN in the tables of the kernel. */
const listen = '0A'

/** `0100007F` for 127.0.0.1: words of four bytes, each in the order of the machine (little-endian). */
function bytesOf(hex: string): readonly number[] {
  const words = hex.match(/.{8}/g) ?? []
  return words.flatMap((word) => [...Buffer.from(word, 'hex').reverse()])
}

const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

/** An IPv4 or IPv6 address in its short form; a mapped one as the IPv4 address. */
function addressOf(hex: string): string {
  const bytes = bytesOf(hex)
  if (bytes.length === 4) return bytes.join('.')
  if (mapped.every((byte, index) => bytes[index] === byte)) return bytes.slice(12).join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]`).hostname.replace(/[[\]]/g, '')
}

/** `12: 0100007F:1F90 00000000:0000 0A …`: slot, own end, other end, state, five more columns, number of the socket. */
const listeningLine = new RegExp(
  `^ *\\d+: ([0-9A-F]+):([0-9A-F]+) +\\S+ +${listen} +(?:\\S+ +){5}(\\d+)`,
  'gm',
)

/** The listening sockets in the text of `/proc/net/tcp` or `/proc/net/tcp6`, which may hold thousands of others. */
export function readSockets(table: string): readonly Listening[] {
  return [...table.matchAll(listeningLine)].map(([, address = '', port = '', inode = '']) => ({
    address: addressOf(address),
    port: Number.parseInt(port, 16),
    inode,
  }))
}

/** The inodes of the sockets that a process holds open; empty when it is gone or belongs to somebody else. */
async function socketsOf(pid: number): Promise<readonly string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')))
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
}

/** Who listens now; null where the system does not show it. `pids` are the processes of the client. */
export async function whoListens(pids: readonly number[]): Promise<Listeners | null> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'latin1').catch(() => null)),
  )
  if (tables.every((table) => table === null)) return null
  const all = tables.flatMap((table) => readSockets(table ?? ''))
  const held = new Set((await Promise.all(pids.map(socketsOf))).flat())
  return {
    own: all.filter(({ inode }) => held.has(inode)),
    others: all.filter(({ inode }) => !held.has(inode)),
  }
}

/** `node (process 4711)` for the holder of a socket; null when the system does not tell. */
export async function programOf(inode: string): Promise<string | null> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  for (const pid of pids) {
    if (!(await socketsOf(pid)).includes(inode)) continue
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
    return name === '' ? null : `${name} (process ${pid})`
  }
  return null
}
