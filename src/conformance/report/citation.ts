// How a clause is named for people.

/** `RFC 7636 §4.1`, `RFC 6749 Appendix B`. */
export function citationOf({
  document,
  section,
}: {
  readonly document: string
  readonly section: string
}): string {
  return /^\d/.test(section) ? `${document} §${section}` : `${document} ${section}`
}

/** A keyword as it is shown: where a section only defines something, the word for that. */
export function keywordText(keyword: string): string {
  return keyword === 'descriptive' ? 'definition' : keyword
}
