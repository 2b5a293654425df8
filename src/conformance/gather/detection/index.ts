// Finds out what kind of client a path names, and how it is started.
import { statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { ClientKind } from '../../transcript.js'
import { guessKind } from './client-kind.js'
import { entryFileOf } from './entry-file.js'
import { type Folder, isExecutable, openFolder } from './folder.js'
import { otherDependencies } from './other-manifests.js'
import { readManifest, startOfManifest } from './package-json.js'
import { pagesOf } from './pages.js'
import { commandForFile, knownEndings } from './program-file.js'
import type { Detected, StartPlan } from './start-plan.js'

export interface DetectionRequest {
  /** File or folder; it exists. */
  readonly target: string
  /** A shell command that starts the client, instead of what is found. */
  readonly start: string | undefined
  readonly kind: ClientKind | undefined
}

const remedy = 'name the command with --start "…"'

type Start = Pick<StartPlan, 'command' | 'startedWith'>

function startOfFolder(folder: Folder): Start | string {
  if (folder.entries.length === 0) return `${folder.path} is empty`
  const manifest = readManifest(folder)
  if (typeof manifest === 'string') return manifest
  const fromManifest = manifest && startOfManifest(manifest, folder)
  if (fromManifest) return fromManifest
  const entry = entryFileOf(folder)
  if (typeof entry !== 'string') return entry
  return manifest ? `its package.json has no start script and no main file, and ${entry}` : entry
}

function startOfFile(path: string): Start | string {
  const command = commandForFile(basename(path), isExecutable(path))
  return command
    ? { command, startedWith: command.join(' ') }
    : `it is not executable and its ending is not one of ${knownEndings}`
}

/** The kind of what lies in the folder; of one file there, when the client is that file. */
function guessOf(folder: Folder, file: string | null) {
  if (file !== null) {
    const sources = [folder.read(file) ?? '']
    return guessKind({ dependencies: [], hasProgram: false, files: [], sources })
  }
  const manifest = readManifest(folder)
  const own = manifest && typeof manifest !== 'string' ? manifest : null
  return guessKind({
    dependencies: [...(own?.dependencies ?? []), ...otherDependencies(folder)],
    hasProgram: own?.hasProgram ?? false,
    files: folder.entries.map(({ name }) => name),
    sources: folder.sources(),
  })
}

/** A single-page app whose pages lie there ready to be served; null where something has to be started. */
function pagesAt(folder: Folder, file: string | null, { start, kind = 'spa' }: DetectionRequest) {
  if (start !== undefined || kind !== 'spa') return null
  if (file !== null) return /\.html?$/i.test(file) ? { folder: folder.path, index: file } : null
  const manifest = readManifest(folder)
  if (typeof manifest === 'string' || manifest?.start !== undefined || manifest?.otherStart !== undefined) {
    return null
  }
  return guessOf(folder, null).kind === 'spa' ? pagesOf(folder) : null
}

/** What lies at the target and how it starts. The path must exist. */
export function detectClient(request: DetectionRequest): Detected {
  const path = resolve(request.target)
  const isFile = statSync(path).isFile()
  const folder = openFolder(isFile ? dirname(path) : path)
  const pages = pagesAt(folder, isFile ? basename(path) : null, request)
  if (pages !== null) {
    const plan: StartPlan = {
      command: ['true'],
      pages: pages.folder,
      startedWith: `a browser on ${pages.index}`,
      folder: folder.path,
      kind: 'spa',
      kindBecause: request.kind ? 'it was given' : `it has an ${pages.index}`,
    }
    return { kind: 'found', plan }
  }
  const start: Start | string = request.start
    ? { command: ['sh', '-c', request.start], startedWith: request.start }
    : isFile
      ? startOfFile(path)
      : startOfFolder(folder)
  if (typeof start === 'string') {
    return { kind: 'none', why: `no way to start ${request.target} was found: ${start}; ${remedy}` }
  }
  const guess = guessOf(folder, isFile ? basename(path) : null)
  return {
    kind: 'found',
    plan: {
      ...start,
      folder: folder.path,
      kind: request.kind ?? guess.kind,
      kindBecause: request.kind ? 'it was given' : guess.because,
      loginPaths: guess.loginPaths,
    },
  }
}
