// Names the texts of a run by the exchange in which they were sent.

import { runName } from '../transcript.js'
import type { NameOf } from './prediction-words.js'
import type { SentText } from './sent-texts.js'

/** `the verifier of login 2 (exchange 5 of honest-again)`. */
export function nameOfText(texts: readonly SentText[]): NameOf {
  return (role, login) => {
    const where = texts.find((text) => text.role === role && text.login === login)?.where
    const name = role === 'verifier' ? 'the verifier' : 'state'
    if (where === undefined) return `${name} of login ${login}`
    const run = runName(where.scenario, where.variant)
    return `${name} of login ${login} (exchange ${where.exchange} of ${run})`
  }
}
