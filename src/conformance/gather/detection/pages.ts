// The pages of a single-page app that lie in a folder ready to be served.
import { join } from 'node:path'
import { type Folder, openFolder } from './folder.js'

export interface Pages {
  /** The folder that is served. */
  readonly folder: string
  /** The first page, from the folder of the client on: `dist/index.html`. */
  readonly index: string
}

/** Where tools put what is to be served. */
const builtInto = ['dist', 'build', 'public', 'www', 'out']

/** The folder with the first page; null where there is none. */
export function pagesOf(folder: Folder): Pages | null {
  if (folder.entries.some(({ name, isFile }) => name === 'index.html' && isFile)) {
    return { folder: folder.path, index: 'index.html' }
  }
  const found = builtInto
    .filter((name) => folder.entries.some((entry) => entry.name === name && !entry.isFile))
    .find((name) => openFolder(join(folder.path, name)).entries.some((entry) => entry.name === 'index.html'))
  return found === undefined ? null : { folder: join(folder.path, found), index: `${found}/index.html` }
}
