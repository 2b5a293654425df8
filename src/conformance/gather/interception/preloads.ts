// What Node.js and Python load before a client: added to what the environment has them load already.
import { readFile } from 'node:fs/promises'
import { delimiter } from 'node:path'

export interface Preloads {
  /** A file of common JavaScript. */
  readonly node: string
  /** A folder with a module `sitecustomize`. */
  readonly python: string
}

/** A path as a word of NODE_OPTIONS: spaces and quotation marks stay what they are. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`
}

/** The variables that have both loaded, in `environment`. */
export function preloading(
  environment: Readonly<Record<string, string>>,
  { node, python }: Preloads,
): Readonly<Record<'NODE_OPTIONS' | 'PYTHONPATH', string>> {
  const { NODE_OPTIONS: options, PYTHONPATH: path } = environment
  const preload = `--require ${quoted(node)}`
  return {
    NODE_OPTIONS: options ? `${options} ${preload}` : preload,
    PYTHONPATH: path ? `${python}${delimiter}${path}` : python,
  }
}

/**
 * The end of a module `sitecustomize`, in Python: there is one module of this name, so the next one in the path, which
 * would have been loaded without this one, is loaded after it.
 */
export const loadNextModule = `# There is one module of this name: the next one in the path would have been loaded without this one.
import importlib.machinery
import importlib.util
import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))
_places = [os.path.abspath(path or ".") for path in sys.path]
_others = sys.path[_places.index(_here) + 1 :] if _here in _places else []
_next = importlib.machinery.PathFinder.find_spec("sitecustomize", _others)
if _next is not None and _next.loader is not None:
    _next.loader.exec_module(importlib.util.module_from_spec(_next))
`

/** The lines that what was loaded has written into a file; none before it has. */
export async function writtenLines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}
