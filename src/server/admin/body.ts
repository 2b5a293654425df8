// Reads the body of a call of the admin interface: JSON, whatever type the caller names for it.
import type { GenericSchema } from 'valibot'
import { type Checked, check } from '../../validation/validation.js'
import type { HttpRequest } from '../protocol/message.js'

/** Many command-line tools name a form when they send JSON; what counts is what it is. */
export function readBody<T>(
  request: HttpRequest,
  schema: GenericSchema<unknown, T>,
  mayBeEmpty: boolean,
): Checked<T> {
  const text = request.body.replace(/^\uFEFF/, '')
  if (text.trim() === '') {
    if (mayBeEmpty) return check(schema, {})
    return { kind: 'bad', problems: [{ field: '', problem: 'expected JSON, got no body' }] }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {
      kind: 'bad',
      problems: [{ field: '', problem: 'expected JSON, and this is not: its syntax is wrong' }],
    }
  }
  return check(schema, value)
}
