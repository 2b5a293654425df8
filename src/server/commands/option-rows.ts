// Options as a flat list, one row for each value, without secrets.

import type { Source } from '../../config-files/flags-over-file.js'
import { isObject } from '../../config-files/members.js'
import { isConfidential, withoutSecrets } from '../../validation/validation.js'
import type { EffectiveOptions } from '../options-effective.js'

export interface OptionRow {
  /** With dots: `clients.0.id`. */
  readonly option: string
  /** `...` in the place of a secret; null where there is none. */
  readonly value: unknown
  readonly source: Source
}

/** Values that are the user's own from there on: one row, whatever is in them. */
const whole = /^(?:api\.\d+\.body|signingKey)$/

/** A row for every value of `options`; of https, which may be a switch or an object, one for each. */
export function optionRows(
  options: EffectiveOptions,
  sourceOf: (option: string) => Source,
): readonly OptionRow[] {
  const row = (option: string, value: unknown): OptionRow => ({ option, value, source: sourceOf(option) })
  const rowsOf = (option: string, value: unknown): readonly OptionRow[] => {
    if (value === undefined) return []
    if (value === null) return [row(option, null)]
    if (isConfidential(option)) return [row(option, '...')]
    const isParent = typeof value === 'object' && Object.keys(value).length > 0 && !whole.test(option)
    if (!isParent) return [row(option, withoutSecrets(value))]
    const inner = Object.entries(value).flatMap(([name, member]) => rowsOf(`${option}.${name}`, member))
    return option === 'https' && isObject(value) ? [row(option, true), ...inner] : inner
  }
  return Object.entries(options).flatMap(([option, value]) => rowsOf(option, value))
}
