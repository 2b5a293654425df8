// Data of an application inside its state: where to go after the login, in the forms in which programs keep it.

/** Names under which programs keep where to go. */
const targetName = /^(?:return|redirect|next|url|uri|target|path|continue|from|back|dest|goto|origin)/i
/** A path, or the URL of a page. */
const target = /^(?:https?:\/\/|\/(?!\/))/
/** A target behind something random, in one text. */
const joined = /^(.+?[|;,~!:$ ])((?:https?:\/\/|\/)[^|;,~! ]*)$/

const deepest = 4

/** `state` with every target in it replaced by `other`, all the rest as it was; null where there is none. */
export function withOtherTarget(state: string, other: string, depth = 0): string | null {
  if (depth > deepest || state === '') return null
  if (target.test(state)) return other
  return (
    inJson(state, other, depth) ??
    inPairs(state, other, depth) ??
    inJoinedText(state, other) ??
    inToken(state, other, depth) ??
    inBase64(state, other, depth)
  )
}

function inJson(text: string, other: string, depth: number): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    const made = JSON.stringify(replaced(value, '', other, depth))
    return made === JSON.stringify(value) ? null : made
  } catch {
    return null
  }
}

function replaced(value: unknown, name: string, other: string, depth: number): unknown {
  if (typeof value === 'string') {
    return targetName.test(name) ? other : (withOtherTarget(value, other, depth + 1) ?? value)
  }
  if (Array.isArray(value)) return value.map((item) => replaced(item, name, other, depth))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replaced(member, key, other, depth)]),
  )
}

function inPairs(text: string, other: string, depth: number): string | null {
  if (!/^[\w.-]+=[^=]/.test(text)) return null
  const pairs = [...new URLSearchParams(text)]
  const made = pairs.map(([name, value]) => [
    name,
    targetName.test(name) && value !== '' ? other : (withOtherTarget(value, other, depth + 1) ?? value),
  ])
  const isSame = made.every(([, value], index) => value === pairs[index]?.[1])
  return isSame ? null : new URLSearchParams(made).toString()
}

function inJoinedText(text: string, other: string): string | null {
  const random = joined.exec(text)?.[1]
  return random === undefined ? null : `${random}${other}`
}

/** Pieces between dots, as in a token: the signature, if it is one, stays and no longer fits. */
function inToken(text: string, other: string, depth: number): string | null {
  const pieces = text.split('.')
  if (pieces.length < 2 || pieces.length > 3) return null
  const made = pieces.map((piece) => inBase64(piece, other, depth) ?? piece)
  return made.every((piece, index) => piece === pieces[index]) ? null : made.join('.')
}

function inBase64(text: string, other: string, depth: number): string | null {
  if (!/^[\w+/-]{2,}={0,2}$/.test(text)) return null
  const inner = Buffer.from(text, 'base64').toString('utf8')
  if (!/^[\x20-\x7e]+$/.test(inner)) return null
  const made = withOtherTarget(inner, other, depth + 1)
  if (made === null) return null
  const isForUrls = !/[+/=]/.test(text)
  return Buffer.from(made).toString(isForUrls ? 'base64url' : 'base64')
}
