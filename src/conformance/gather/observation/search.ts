// Searches texts for the values of the logins of a run.
import { s256 } from '../../../server/protocol/pkce.js'
import type { SecretPlace } from '../../observations.js'
import { withoutAuthorizeUrls } from './authorize-urls.js'
import { type Form, findForm, formsOf, withoutZeros } from './encoded-forms.js'
import type { KnownValue, OpenChallenge } from './known-values.js'

/** A value that was found in a text. */
export interface Hit {
  readonly value: KnownValue
  readonly holds: SecretPlace
  /** The line around it, with the names of the values in their places. */
  readonly text: string
}

export interface Search {
  /** The first place of every value that `text` holds, what matters most first. Authorize URLs do not count. */
  in(text: string): readonly Hit[]
  /** The values that are known, those found by their hash included. */
  readonly values: readonly KnownValue[]
}

interface Needle {
  readonly value: KnownValue
  readonly forms: readonly Form[]
}

/** Texts that may be verifiers by their form, looked at in one text. */
const mostCandidates = 5_000
const candidate = /[A-Za-z0-9\-._~]{43,128}/g
/** Characters of a line that are shown on each side. */
const around = 80
/** Characters on each side in which values are looked for before the line is cut, so that no part of one is left. */
const read = 32_768

function lineNumber(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

function lineAround(text: string, index: number): string {
  const from = Math.max(text.lastIndexOf('\n', index - 1) + 1, index - read)
  const end = text.indexOf('\n', index)
  return text.slice(from, Math.min(end === -1 ? text.length : end, index + read))
}

const encodedCharacter = /[A-Za-z0-9+/=_%-]/

/** Replaces `form` in `line`; an encoded one together with all that was encoded with it. */
function hide(line: string, { text: form, disguise }: Form, name: string): string {
  let at = line.indexOf(form)
  if (at === -1) return line
  let end = at + form.length
  const whole = disguise === 'base64' || disguise === 'hex'
  while (whole && at > 0 && encodedCharacter.test(line.charAt(at - 1))) at -= 1
  while (whole && end < line.length && encodedCharacter.test(line.charAt(end))) end += 1
  return line.slice(0, at) + name + hide(line.slice(end), { text: form, disguise }, name)
}

function shown(line: string, needles: readonly Needle[], kind: string): string {
  const hidden = needles.reduce(
    (text, { value, forms }) => forms.reduce((rest, form) => hide(rest, form, `‹${value.kind}›`), text),
    line,
  )
  // What does not print, and what a cut value might have left, stays out.
  const printable = hidden.replace(/[^\x20-\x7E‹›]+/g, ' ').trim()
  const at = printable.indexOf(`‹${kind}›`)
  const from = Math.max(0, at - around)
  const cut = printable.slice(from, at + around)
  return `${from > 0 ? '…' : ''}${cut}${at + around < printable.length ? '…' : ''}`
}

/** The verifiers in `text` that hash to a challenge of the run. */
function verifiersIn(text: string, open: readonly OpenChallenge[]): readonly KnownValue[] {
  if (open.length === 0) return []
  const candidates = new Set((text.match(candidate) ?? []).slice(0, mostCandidates))
  return [...candidates].flatMap((value) => {
    const hash = s256(value)
    const login = open.find(({ challenge }) => challenge === hash)
    if (login === undefined) return []
    return [{ kind: 'code_verifier', value, exchange: login.exchange, spentBy: login.spentBy } as const]
  })
}

/** `open`: challenges whose verifier was never sent, as far as `values` know. */
export function createSearch(values: readonly KnownValue[], open: readonly OpenChallenge[]): Search {
  const hashes = new Set(
    values.filter(({ kind }) => kind === 'code_verifier').map(({ value }) => s256(value)),
  )
  const unknown = open.filter(({ challenge }) => !hashes.has(challenge))
  let needles: readonly Needle[] = values.map((value) => ({ value, forms: formsOf(value.value) }))

  function learn(text: string): void {
    const found = verifiersIn(text, unknown).filter(
      ({ value }) => !needles.some((needle) => needle.value.value === value),
    )
    needles = [...found.map((value) => ({ value, forms: formsOf(value.value) })), ...needles]
  }

  return {
    in(given) {
      const text = withoutAuthorizeUrls(withoutZeros(given))
      learn(text)
      return needles.flatMap(({ value, forms }): readonly Hit[] => {
        const found = findForm(forms, text)
        if (found === null) return []
        const { disguise, index } = found
        const holds = { kind: value.kind, exchange: value.exchange, disguise, line: lineNumber(text, index) }
        return [{ value, holds, text: shown(lineAround(text, index), needles, value.kind) }]
      })
    },
    get values() {
      return needles.map(({ value }) => value)
    },
  }
}
