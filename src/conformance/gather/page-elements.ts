// Walks over the elements of an HTML page. The only file that imports parse5 besides the login form.
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
export type Element = DefaultTreeAdapterMap['element']

/** All elements below a node, itself included, in the order of the page. */
export function elementsBelow(node: Node): Element[] {
  const here = 'tagName' in node ? [node] : []
  const children = 'childNodes' in node ? node.childNodes : []
  return [...here, ...children.flatMap(elementsBelow)]
}

export function elementsOfPage(html: string): readonly Element[] {
  return elementsBelow(parse(html))
}

/** The value of an attribute; null when it is absent. */
export function attributeOf(element: Element, name: string): string | null {
  return element.attrs.find((candidate) => candidate.name === name)?.value ?? null
}

/** The words that a person reads on an element, in one line. */
export function textOf(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value
  const children = 'childNodes' in node ? node.childNodes : []
  return children.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
}
