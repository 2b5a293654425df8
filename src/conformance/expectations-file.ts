// Known findings out of a file: its form, and whether there are such findings; every problem at once.
import { nearest, type UsageProblem } from '../command-line/index.js'
import type { ConfigFile } from '../config-files/config-file.js'
import { problemInFile } from '../config-files/file-problem.js'
import { remainderOf } from '../validation/remainder.js'
import { check, type Problem } from '../validation/validation.js'
import { apiCatalogue } from './api-report.js'
import { expectationsSchema } from './expectations-schema.js'
import type { Check } from './judge/checks/check.js'
import { checks as ofClients } from './judge/checks/index.js'
import type { Expectation } from './report/expectations.js'

export type ReadExpectations =
  | { readonly kind: 'good'; readonly expected: readonly Expectation[] | undefined }
  | { readonly kind: 'bad'; readonly problems: readonly UsageProblem[] }

/** No file was named. */
export const noExpectations: ReadExpectations = { kind: 'good', expected: undefined }

const checks: readonly Check[] = [...ofClients, ...apiCatalogue]

const known: readonly string[] = checks.flatMap(({ id, reasons }) => [
  id,
  ...Object.keys(reasons).map((reason) => `${id}/${reason}`),
])

function unknownProblem(finding: string): string | null {
  if (known.includes(finding)) return null
  const near = nearest(finding, known)
  const [id = ''] = finding.split('/')
  const of = checks.find((one) => one.id === id)
  if (of !== undefined && near === undefined)
    return `${id} has no such reason, it has ${Object.keys(of.reasons).join(', ')}`
  const hint =
    near === undefined ? '; gc-pkce-check --list checks shows them all' : ` (did you mean ${near}?)`
  return `there is no check or reason "${finding}"${hint}`
}

/** A check that is listed whole needs none of its reasons, and nothing is listed twice. */
function doubleProblem(finding: string, others: readonly string[]): string | null {
  const [whole = ''] = finding.split('/')
  const first = others.findIndex((other) => other === finding || other === whole)
  return first < 0 ? null : `is expected by expected.${first}.finding already`
}

function findingProblems(expected: readonly Expectation[]): readonly Problem[] {
  const names = expected.map(({ finding }) => finding)
  return names.flatMap((finding, index) => {
    const others = names.map((other, place) =>
      place === index || (other === finding && place > index) ? '' : other,
    )
    const problem = unknownProblem(finding) ?? doubleProblem(finding, others)
    return problem === null ? [] : [{ field: `expected.${index}.finding`, problem }]
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `$schema` is for editors. */
function withoutSchema(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$schema'))
}

/** Reads the known findings in `file`. */
export function expectationsIn(file: ConfigFile): ReadExpectations {
  const root = file.root.value
  if (!isObject(root)) {
    const problem = 'expected "expected:" and below it a list of findings'
    return { kind: 'bad', problems: [problemInFile(file, { field: '', problem })] }
  }
  const { problems, value, placed } = remainderOf(
    (input) => check(expectationsSchema, input),
    withoutSchema(root),
  )
  const own = value === null ? [] : findingProblems(value.expected).map(placed)
  const all = [...problems, ...own].map((problem) => problemInFile(file, problem))
  if (all.length > 0 || value === null) return { kind: 'bad', problems: all }
  return { kind: 'good', expected: value.expected }
}
