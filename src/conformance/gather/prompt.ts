// Reads what a program wants to have typed on its terminal from the last thing that it printed.
import { withoutTerminalMarks } from './login-url.js'

export interface Prompt {
  /** `other`: it asks for something that the kit does not have. */
  readonly kind: 'code' | 'url' | 'enter' | 'other'
  /** The words of the prompt, one line. */
  readonly text: string
}

/** Characters of a prompt that are read and shown. */
const longest = 200
/** Lines that may belong to a prompt whose last line is a mere mark such as `> `. */
const mostLines = 3

const enter =
  /\b(?:press|hit|tap|push|strike)\b.*\b(?:enter|return|key|button)\b|\bpress\b.*\bto (?:continue|open)\b|\[?(?:y\/n|yes\/no)\]?|\bcontinue\b[^.]*\?|dr(?:ü|ue)cken|appuyez|pulse|presione|premi|пресс|нажмите/i
/** What a person is asked to do with the thing that is asked for. */
const verb =
  /\b(?:paste|enter|type|input|copy|provide|insert|supply|give|eingeben|einf(?:ü|ue)gen|coller|saisir|entrez|pegue|pega|introduzca|ingrese|incolla|inserisci|cole|insira)\b/i
const urlWord = /\b(?:urls?|uri|link|(?:web )?address|redirect(?:ed)?|callback|location)\b/i
const codeWord = /\b(?:code|c[oó]digo|codice)\b|コード|代码|代碼|код/i
/** Codes and secrets that no login page hands out. */
const foreignCode =
  /\b(?:zip|post(?:al)?|country|area|exit|source|error|status|language|org(?:ani[sz]ation)?)[ -]?code\b/i

/** The position of the first match at or after `from`; infinite when there is none. */
function positionOf(pattern: RegExp, text: string, from: number): number {
  const at = text.slice(from).search(pattern)
  return at < 0 ? Number.POSITIVE_INFINITY : from + at
}

/** What the sentence asks for: the thing that follows its verb, and without a verb whatever is named. */
function thingIn(text: string): 'code' | 'url' | null {
  const plain = text.replace(foreignCode, ' ')
  if (!urlWord.test(plain) && !codeWord.test(plain)) return null
  const from = plain.search(verb)
  const url = positionOf(urlWord, plain, Math.max(0, from))
  const code = positionOf(codeWord, plain, Math.max(0, from))
  // "the code or the whole URL": the URL holds the code, and the state besides.
  if (/\bor\b|\//.test(plain.slice(Math.min(url, code), Math.max(url, code)).slice(0, longest))) {
    if (Number.isFinite(url) && Number.isFinite(code)) return 'url'
  }
  if (Number.isFinite(url) || Number.isFinite(code)) return url < code ? 'url' : 'code'
  return urlWord.test(plain) ? 'url' : 'code'
}

function isMark(line: string): boolean {
  return /^[\s>:?$#*»›❯-]*$/.test(line)
}

/** Whether a line that ends with a line break still asks for something: `Paste the code here:`. */
function asksOnItsOwnLine(line: string): boolean {
  return /[:?>»›❯]\s*$/.test(line) && thingIn(line) !== null
}

/**
 * The prompt at the end of `output`, which has been silent since: a last line without line break, or a line that
 * asks for a code or a URL. Null when the program does not ask for anything.
 */
export function readPrompt(output: string): Prompt | null {
  const lines = withoutTerminalMarks(output.slice(-8_192)).replaceAll('\r', '').split('\n')
  const open = lines.at(-1) ?? ''
  const said = lines.filter((line) => line.trim() !== '')
  const last = said.at(-1)
  if (last === undefined) return null
  if (open.trim() === '' && !asksOnItsOwnLine(last)) {
    return enter.test(last) ? { kind: 'enter', text: last.trim().slice(-longest) } : null
  }
  // URLs hold every word there is, and no request.
  const asking = isMark(last) ? said.slice(-mostLines) : said.slice(-1)
  const text = asking
    .join(' ')
    .replace(/https?:\/\/\S+/gi, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(-longest)
  if (text === '') return null
  if (enter.test(text)) return { kind: 'enter', text }
  const marked = /[:?>\])»›❯$#]$/.test(text) || asking.some(isMark)
  const thing = marked || verb.test(text) ? thingIn(text) : null
  // "Waiting for the browser..." asks for nothing.
  return thing !== null || marked ? { kind: thing ?? 'other', text } : null
}
