// XML as a value, and as text with everything escaped.

export interface Element {
  readonly name: string
  /** Those that are null are left out. */
  readonly attributes: Readonly<Record<string, string | number | null>>
  /** Elements, or text that is kept as it is. */
  readonly content: readonly Element[] | string
}

export function element(
  name: string,
  attributes: Element['attributes'] = {},
  content: Element['content'] = [],
): Element {
  return { name, attributes, content }
}

/** A whole document, in UTF-8, with a line break at the end. */
export function documentOf(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`
}

function written({ name, attributes, content }: Element, indent: string): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  const start = `${indent}<${name}${pairs.join('')}`
  if (content.length === 0) return `${start}/>`
  if (typeof content === 'string') return `${start}>${escaped(content)}</${name}>`
  const lines = content.map((child) => written(child, `${indent}  `))
  return `${start}>\n${lines.join('\n')}\n${indent}</${name}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** XML 1.0 section 2.2 has no way to write most control characters and lone surrogates: they become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
