// The list of report formats: one line per file of this folder.
import { github } from './github.js'
import { har } from './har.js'
import { json } from './json.js'
import { junit } from './junit.js'
import { markdown } from './markdown.js'
import type { Reporter } from './reporter.js'
import { sarif } from './sarif.js'
import { text } from './text.js'

export const reporters = [text, json, junit, sarif, github, markdown, har] as const

export type ReporterId = (typeof reporters)[number]['id']

export function findReporter(id: string): Reporter | undefined {
  return reporters.find((reporter) => reporter.id === id)
}
