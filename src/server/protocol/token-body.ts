// The body of a token request, in whatever form it came. Only a form is right (RFC 6749 section 4.1.3); the
// others are read as well as they can be, so that one mistake does not hide the next.

import { breakageOf } from './autopsy/broken-query.js'
import { mistake } from './autopsy/kinds.js'
import { type HttpRequest, headerOf, mediaTypeOf } from './message.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { mostParameters, type Parameter, type Parameters, parseParameters } from './parameters.js'

export interface Body {
  readonly parameters: Parameters
  readonly mistakes: readonly Mistake[]
}

const form = 'application/x-www-form-urlencoded'

function plainParameter(name: string, value: string): Parameter {
  return { name, value, raw: value, damage: null }
}

/** What a JSON value is, in words. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** The members of a JSON object as parameters; `wrapper` is the mistake that it came as JSON at all. */
function readJson(text: string, wrapper: Mistake): Body {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return {
      parameters: [],
      mistakes: [mistake('body-json-invalid', { words: { why: 'the syntax is wrong' } })],
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      parameters: [],
      mistakes: [mistake('body-json-invalid', { words: { why: `it is ${kindOf(value)}` } })],
    }
  }
  const parameters: Parameter[] = []
  const mistakes: Mistake[] = [wrapper]
  for (const [name, member] of Object.entries(value).slice(0, mostParameters)) {
    if (typeof member !== 'object') parameters.push(plainParameter(name, String(member)))
    else if (member !== null && tokenParameterNames.includes(name)) {
      mistakes.push(mistake('body-json-nested', { parameter: name, words: { what: kindOf(member) } }))
    }
  }
  return { parameters, mistakes }
}

/** The text fields of a multipart/form-data body (RFC 7578); empty when it cannot be read. */
function readMultipart(request: HttpRequest): Parameters {
  const boundary = /boundary="?([^";]{1,70})/i.exec(headerOf(request, 'content-type') ?? '')?.[1]
  if (boundary === undefined) return []
  const parts = request.body.split(`--${boundary}`).slice(1, mostParameters)
  return parts.flatMap((part) => {
    const [head = '', ...content] = part.split('\r\n\r\n')
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1]
    return name === undefined ? [] : [plainParameter(name, content.join('\r\n\r\n').replace(/\r\n$/, ''))]
  })
}

function looksLikeJson(body: string): boolean {
  return /^\s*[{[]/.test(body)
}

function looksLikeForm(body: string): boolean {
  return /^[\w.-]+=[^{}\s]*$/.test(body.trim()) && !looksLikeJson(body)
}

/** The faults of a form that its parameters survive, once their names are mended. */
const mendable: ReadonlySet<string> = new Set(['html-escaped', 'joined', 'white-space'])

/** The body as a form; one that was damaged as a whole is mended, so that its damage hides no other mistake. */
function readForm(body: string): Body {
  const parameters = parseParameters(body)
  const kind = breakageOf(parameters, tokenParameterNames)?.kind
  if (kind === undefined || !mendable.has(kind)) return { parameters, mistakes: [] }
  if (kind === 'joined') {
    const whole = parameters.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join('&')
    return {
      parameters: parseParameters(whole.replaceAll('\\u0026', '&')),
      mistakes: [mistake('body-joined')],
    }
  }
  const mended = parameters.map((parameter) => ({
    ...parameter,
    name: parameter.name.replace(/^amp;/, '').trim(),
  }))
  const found = kind === 'html-escaped' ? 'body-html-escaped' : 'body-white-space'
  return { parameters: mended, mistakes: [mistake(found)] }
}

/** A body under a media type that is not the right one: as it looks. */
function readByLooks(body: string, wrapper: Mistake): Body {
  return looksLikeJson(body)
    ? readJson(body, wrapper)
    : { parameters: parseParameters(body), mistakes: [wrapper] }
}

/**
 * Reads the body of a token request: its parameters, and the mistakes in its form. Never fails. An empty body
 * holds nothing and is no mistake by itself.
 */
export function readTokenBody(request: HttpRequest): Body {
  const { body } = request
  if (body === '') return { parameters: [], mistakes: [] }
  const type = mediaTypeOf(request)
  if (type === form) {
    if (looksLikeJson(body)) return readJson(body, mistake('body-json-called-form'))
    return readForm(body)
  }
  if (type === undefined || type === '') return readByLooks(body, mistake('body-type-missing'))
  if (type === 'multipart/form-data') {
    return { parameters: readMultipart(request), mistakes: [mistake('body-multipart')] }
  }
  if (/^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(type)) {
    if (!looksLikeForm(body)) return readJson(body, mistake('body-json'))
    const words = { type: type.slice(0, 60) }
    return { parameters: parseParameters(body), mistakes: [mistake('body-form-called-json', { words })] }
  }
  return readByLooks(body, mistake('body-type-wrong', { words: { type: type.slice(0, 60) } }))
}
