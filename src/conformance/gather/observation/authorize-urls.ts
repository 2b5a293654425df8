// Blanks the authorize URLs in a text: they are made to be seen, and what is wrong with them is judged on the wire.

const marks = ['/authorize?', '%2fauthorize%3f', '\\/authorize?'] as const
const ends = /[\s"'<>\0]/

function endsAt(text: string, index: number): boolean {
  return ends.test(text.charAt(index))
}

/** `text` with every authorize URL replaced by as many spaces, so that positions stay what they are. */
export function withoutAuthorizeUrls(text: string): string {
  const lower = text.toLowerCase()
  let kept = ''
  let from = 0
  for (;;) {
    const places = marks.map((mark) => lower.indexOf(mark, from)).filter((place) => place !== -1)
    if (places.length === 0) return kept + text.slice(from)
    let begin = Math.min(...places)
    let end = begin
    while (begin > from && !endsAt(text, begin - 1)) begin -= 1
    while (end < text.length && !endsAt(text, end)) end += 1
    kept += text.slice(from, begin) + ' '.repeat(end - begin)
    from = end
  }
}
