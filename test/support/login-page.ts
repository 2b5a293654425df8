// A browser without sockets: keeps the cookies of the mock and sends in its login page.
import { parse } from 'parse5'
import type { HttpReply, Pair } from '../../src/server/protocol/message.js'
import type { mockWith } from './mock.js'
import { type Form, postForm, requestFor } from './requests.js'

type Node = {
  nodeName: string
  attrs?: { name: string; value: string }[]
  childNodes?: Node[]
  value?: string
}

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** The text in it, white space made one space. */
  readonly text: string
  readonly inside: readonly Element[]
}

function textOf(node: Node): string {
  return node.nodeName === '#text' ? (node.value ?? '') : (node.childNodes ?? []).map(textOf).join('')
}

function elementsIn(node: Node): readonly Element[] {
  const inside = (node.childNodes ?? []).flatMap(elementsIn)
  if (node.nodeName.startsWith('#')) return inside
  const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]))
  return [
    { name: node.nodeName, attributes, text: textOf(node).replace(/\s+/g, ' ').trim(), inside },
    ...inside,
  ]
}

/** Every element of a page, outer ones first. */
export function elementsOf(html: string): readonly Element[] {
  return elementsIn(parse(html) as unknown as Node)
}

/** The names and values of the fields in a form. */
export function fieldsOf(form: Element): Form {
  const inputs = form.inside.filter(({ name }) => name === 'input')
  return Object.fromEntries(
    inputs.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}

/** The form with the password field. */
export function loginFormOf({ body }: HttpReply): Element {
  const form = elementsOf(body).find(
    ({ name, inside }) =>
      name === 'form' && inside.some(({ attributes }) => attributes['type'] === 'password'),
  )
  if (form === undefined) throw new Error('the page has no login form')
  return form
}

/** `open` visits a target, `send` posts fields; both bring the cookies along and keep the new ones. */
export function browserFor({ ask }: ReturnType<typeof mockWith>) {
  const jar = new Map<string, string>()

  function cookies(): readonly Pair[] {
    const text = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return text === '' ? [] : [['Cookie', text]]
  }

  function keep(reply: HttpReply): HttpReply {
    for (const [header, value] of reply.headers) {
      if (header.toLowerCase() !== 'set-cookie') continue
      const [pair = ''] = value.split(';')
      const [name = '', text = ''] = pair.split('=')
      if (value.includes('Max-Age=0')) jar.delete(name)
      else jar.set(name, text)
    }
    return reply
  }

  return {
    jar,
    open: async (target: string) => keep(await ask(requestFor('GET', target, cookies()))),
    send: async (path: string, form: Form) => keep(await ask(postForm(path, form, cookies()))),
    /** Fills in the page and sends it. */
    async logIn(page: HttpReply, changes: Form) {
      const form = loginFormOf(page)
      return keep(
        await ask(postForm(form.attributes['action'] ?? '', { ...fieldsOf(form), ...changes }, cookies())),
      )
    },
  }
}
