// Every requirement as data: document, section, keyword, summary in one line, link.

export type Keyword =
  | 'MUST'
  | 'MUST NOT'
  | 'SHOULD'
  | 'SHOULD NOT'
  | 'REQUIRED'
  | 'RECOMMENDED'
  | 'NOT RECOMMENDED'
  | 'should'
  | 'descriptive'

export interface Clause {
  readonly document: string
  readonly section: string
  readonly keyword: Keyword
  /** The requirement in our own words, one line. */
  readonly summary: string
  readonly url: string
}

function rfc(number: number, section: string, keyword: Keyword, summary: string): Clause {
  const anchor = /^\d/.test(section) ? `section-${section}` : `appendix-${section.replace(/^Appendix /, '')}`
  return {
    document: `RFC ${number}`,
    section,
    keyword,
    summary,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#${anchor}`,
  }
}

/** Key: document and section, and a word where one section holds several requirements. */
export const clauses = {
  'RFC7636-4.1': rfc(
    7636,
    '4.1',
    'MUST',
    'The verifier is a cryptographically random string of 43 to 128 unreserved characters.',
  ),
} as const satisfies Record<string, Clause>

export type ClauseId = keyof typeof clauses
