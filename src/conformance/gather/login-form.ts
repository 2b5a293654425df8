// Finds the login form of a page and fills it in, as a user would.
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

export interface FilledForm {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Form-encoded fields. */
  readonly body: string
}

function elementsOf(node: Node): Element[] {
  const here = 'tagName' in node ? [node] : []
  const children = 'childNodes' in node ? node.childNodes : []
  return [...here, ...children.flatMap(elementsOf)]
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((candidate) => candidate.name === name)?.value ?? ''
}

function fieldValue(input: Element, user: { email: string; password: string }): string {
  const type = attribute(input, 'type').toLowerCase()
  if (type === 'password') return user.password
  const name = attribute(input, 'name')
  if (type === 'email' || /user|mail|login/i.test(name)) return attribute(input, 'value') || user.email
  return attribute(input, 'value')
}

/** The first form of `html` with a password field, filled in; null when the page has none. */
export function fillLoginForm(
  html: string,
  pageUrl: string,
  user: { readonly email: string; readonly password: string },
): FilledForm | null {
  const forms = elementsOf(parse(html)).filter((element) => element.tagName === 'form')
  for (const form of forms) {
    const inputs = elementsOf(form).filter(
      (element) => element.tagName === 'input' && attribute(element, 'name'),
    )
    if (!inputs.some((input) => attribute(input, 'type').toLowerCase() === 'password')) continue
    const sent = inputs.filter(
      (input) => !['submit', 'button', 'checkbox', 'radio'].includes(attribute(input, 'type').toLowerCase()),
    )
    const fields = sent.map((input): [string, string] => [attribute(input, 'name'), fieldValue(input, user)])
    const method = attribute(form, 'method').toUpperCase() === 'POST' ? 'POST' : 'GET'
    return {
      method,
      url: new URL(attribute(form, 'action') || pageUrl, pageUrl).href,
      body: new URLSearchParams(fields).toString(),
    }
  }
  return null
}
