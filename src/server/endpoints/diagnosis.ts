// What is wrong, put into the places an HTTP answer has for it.
import type { HttpRequest, Pair } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'

const longest = 200

/**
 * The mistakes as one text in the characters of RFC 6749 section 5.2, at most 200 of them: the first
 * mistake, as many others as fit, and how many did not.
 */
export function descriptionOf(mistakes: readonly Mistake[]): string {
  const sentences = mistakes.map(({ sentence }) => legalText(sentence))
  for (let told = sentences.length; told > 1; told--) {
    const text = sentences.slice(0, told).join('; also: ') + restOf(sentences.length - told)
    if (text.length <= longest) return text
  }
  const rest = restOf(sentences.length - 1)
  return (sentences[0] ?? '').slice(0, longest - rest.length) + rest
}

function restOf(count: number): string {
  return count > 0 ? ` (and ${count} more)` : ''
}

/** Quotation marks become apostrophes; every other character outside the set becomes a question mark. */
function legalText(sentence: string): string {
  return sentence.replace(/["\u2018\u2019\u201c\u201d]/g, "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?')
}

/** Leads to the explanation of a refusal: what is wrong and what to do, for each mistake. */
export function helpLink(request: HttpRequest, exchange: number): Pair {
  return ['Link', `<${request.origin}/_mock/help?exchange=${exchange}>; rel="help"`]
}
