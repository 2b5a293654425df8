// The problem of an option in the words of somebody who reads a config file: by file, line and key.
import type { UsageProblem } from '../command-line/index.js'
import { printable } from '../server/protocol/log-line.js'
import type { Problem } from '../validation/validation.js'
import type { ConfigFile } from './config-file.js'
import { type Located, locate, locateNearest } from './place.js'

/** The line of the value at `field`, dots between the names, or of what it is missing from. */
export function lineIn(file: ConfigFile, field: string): number {
  return file.placeOf(locateNearest(file.root, field).offset).line
}

/** Whether the file says something of the option that `field` is, or lies in. */
export function concerns(file: ConfigFile, field: string): boolean {
  return field === '' || locate(file.root, field.split('.')[0] ?? '') !== null
}

/** `my.yaml:3: port: expected ...`, with a hint where the writing of the file misleads. */
export function problemInFile(file: ConfigFile, { field, problem, hint: own }: Problem): UsageProblem {
  const place = field === '' ? '' : `${field}: `
  const hint = own ?? hintFor(locate(file.root, field), problem, file.root)
  const text = printable(`${file.name}:${lineIn(file, field)}: ${place}${problem}`)
  return hint === null ? { problem: text } : { problem: text, hint }
}

/** What in a file without quotes reads like one thing and is another. */
function hintFor(found: Located | null, problem: string, root: Located): string | null {
  if (found === null || !found.isPlain) return null
  if (found.value === null) return 'nothing stands after the colon: give it a value, or remove the key'
  if (typeof found.value === 'string') {
    if (found === root) return 'YAML wants a space after the colon of "key: value"'
    const meant = /^expected true or false/.test(problem) && /^(?:yes|no|on|off|y|n)$/i.test(found.value)
    return meant ? 'YAML 1.2 writes true and false; this is text' : null
  }
  return /^expected text/.test(problem) ? 'without quotes this is no text: write it in quotes' : null
}
