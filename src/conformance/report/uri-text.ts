// What a client sent in the place of a URI, as a URI of RFC 3986: programs that read one stop at any other character.

/** A percent sign that begins no octet. */
const strayPercent = /%(?![0-9A-Fa-f]{2})/g

/** Scheme and authority: brackets around an IPv6 address belong there, and nowhere else. */
const beginning = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i

function encoded(character: string): string {
  // Half of a surrogate pair is no character, and has no octets.
  return /^[\ud800-\udfff]$/.test(character) ? '%EF%BF%BD' : encodeURIComponent(character)
}

/** A query in which every percent sign begins an octet, and no number sign ends it. */
export function encodedQuery(query: string): string {
  return query.replace(strayPercent, '%25').replaceAll('#', '%23')
}

/**
 * `text` with everything percent-encoded that may not stand in a URI. A number sign is encoded too: a request line has
 * no fragment.
 */
export function uriText(text: string): string {
  const whole = text.replace(strayPercent, '%25')
  const head = beginning.exec(whole)?.[0] ?? ''
  const rest = whole.slice(head.length).replace(/[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu, encoded)
  return `${head.replace(/[^A-Za-z0-9\-._~:/[\]@!$&'()*+,;=%]/gu, encoded)}${rest}`
}
