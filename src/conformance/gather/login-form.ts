// Finds the login form or the consent form of a page and fills it in, as a user would.
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

export interface FilledForm {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Form-encoded fields. */
  readonly body: string
}

type Field = readonly [name: string, value: string]

function elementsOf(node: Node): Element[] {
  const here = 'tagName' in node ? [node] : []
  const children = 'childNodes' in node ? node.childNodes : []
  return [...here, ...children.flatMap(elementsOf)]
}

function formsOf(html: string): readonly Element[] {
  return elementsOf(parse(html)).filter((element) => element.tagName === 'form')
}

function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

function attribute(element: Element, name: string): string {
  return attributeOf(element, name) ?? ''
}

function typeOf(element: Element): string {
  return attribute(element, 'type').toLowerCase()
}

function textOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** The inputs that are sent whatever button is pressed. */
function inputsOf(form: Element): readonly Element[] {
  return elementsOf(form).filter((element) => {
    if (element.tagName !== 'input' || !attribute(element, 'name')) return false
    const isTicked = attributeOf(element, 'checked') !== undefined
    return /^(?:checkbox|radio)$/.test(typeOf(element))
      ? isTicked
      : !/^(?:submit|button|image|reset)$/.test(typeOf(element))
  })
}

function sent(form: Element, pageUrl: string, fields: readonly Field[]): FilledForm {
  return {
    method: attribute(form, 'method').toUpperCase() === 'POST' ? 'POST' : 'GET',
    url: new URL(attribute(form, 'action') || pageUrl, pageUrl).href,
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
  }
}

function fieldValue(input: Element, user: { email: string; password: string }): string {
  const type = typeOf(input)
  if (type === 'password') return user.password
  const value = attributeOf(input, 'value')
  if (type === 'checkbox' || type === 'radio') return value ?? 'on'
  const asksForAddress = type === 'email' || /user|mail|login/i.test(attribute(input, 'name'))
  return asksForAddress ? value || user.email : (value ?? '')
}

/** The first form of `html` with a password field, filled in; null when the page has none. */
export function fillLoginForm(
  html: string,
  pageUrl: string,
  user: { readonly email: string; readonly password: string },
): FilledForm | null {
  for (const form of formsOf(html)) {
    const inputs = inputsOf(form)
    if (!inputs.some((input) => typeOf(input) === 'password')) continue
    const fields = inputs.map((input): Field => [attribute(input, 'name'), fieldValue(input, user)])
    return sent(form, pageUrl, fields)
  }
  return null
}

const agreeing = /^\s*(?:allow|accept|agree|i agree|approve|authori[sz]e|consent|grant|yes)\b/i

/** The button that says yes, as the field that it sends: none for a button without name; null without such a button. */
function agreementOf(form: Element): readonly Field[] | null {
  for (const element of elementsOf(form)) {
    const isButton = element.tagName === 'button' && !/^(?:button|reset)$/.test(typeOf(element))
    const isInput = element.tagName === 'input' && typeOf(element) === 'submit'
    if (!isButton && !isInput) continue
    if (!agreeing.test(isButton ? textOf(element) : attribute(element, 'value'))) continue
    const name = attribute(element, 'name')
    return name === '' ? [] : [[name, attribute(element, 'value')]]
  }
  return null
}

/** The first form of `html` that is posted and has a button to agree, with that button pressed; null when the page has none. */
export function agreeToConsent(html: string, pageUrl: string): FilledForm | null {
  for (const form of formsOf(html)) {
    const agreement = attribute(form, 'method').toUpperCase() === 'POST' ? agreementOf(form) : null
    if (agreement === null) continue
    const fields = inputsOf(form).map((input): Field => {
      const preset = /^(?:checkbox|radio)$/.test(typeOf(input)) ? 'on' : ''
      return [attribute(input, 'name'), attributeOf(input, 'value') ?? preset]
    })
    return sent(form, pageUrl, [...fields, ...agreement])
  }
  return null
}
