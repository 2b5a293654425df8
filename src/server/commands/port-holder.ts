// Asks the system who listens on a port. What cannot be seen (another user's, another container's) is unknown.
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { type Holder, holderInLsof, holderInNetstat, inodesIn, nameOfProgram } from './listener-lists.js'

/** `node (process 1234)`, or `process 1234`; null when that is unknown. `platform` is `linux`, `darwin`, `win32`, ... */
export async function holderOf(port: number, platform: string): Promise<string | null> {
  const holder = await found(port, platform).catch(() => null)
  if (holder === null) return null
  return holder.name === null ? `process ${holder.pid}` : `${holder.name} (process ${holder.pid})`
}

async function found(port: number, platform: string): Promise<Holder | null> {
  if (platform === 'linux') return inProc(port)
  if (platform === 'win32') return holderInNetstat(await printed('netstat', ['-ano', '-p', 'TCP']), port)
  return holderInLsof(await printed('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']))
}

function printed(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile(program, args, { timeout: 3000, windowsHide: true }, (error, out) =>
      error === null ? resolve(out) : reject(error),
    ),
  )
}

async function inProc(port: number): Promise<Holder | null> {
  const lists = await Promise.all(['tcp', 'tcp6'].map((name) => text(`/proc/net/${name}`)))
  const sockets = lists.flatMap((list) => inodesIn(list, port)).map((inode) => `socket:[${inode}]`)
  if (sockets.length === 0) return null
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    if (await holdsOneOf(sockets, pid)) return { pid: Number(pid), name: await nameOf(pid) }
  }
  return null
}

async function holdsOneOf(sockets: readonly string[], pid: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  // Those of other users cannot be read, and a process may end meanwhile.
  const names = await readdir(folder).catch(() => [])
  const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  return targets.some((target) => sockets.includes(target))
}

async function nameOf(pid: string): Promise<string> {
  const [commandLine, short] = await Promise.all([text(`/proc/${pid}/cmdline`), text(`/proc/${pid}/comm`)])
  return nameOfProgram(commandLine.split('\0'), short.trim())
}

function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}
