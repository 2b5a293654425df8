// Answers that the client did not ask for, or at another place, or after something that is no answer.
import type { Brought, Hop, Operation, Stage } from './operation.js'
import { parameterOf, withParameters } from './operation.js'

/** A stranger has a code of its own, and makes what it can of the state. */
function foreign(stateFor: (stage: Stage) => string | null | undefined): Operation {
  return async (stage) => {
    const forged = await stage.foreign()
    if (forged === null) return stage.bring({ url: stage.answer })
    const state = stateFor(stage)
    const url = state === undefined ? forged : withParameters(forged, { state })
    return stage.bring({ url, role: 'foreign' })
  }
}

/** A guess of the right length. */
function guessed({ answer }: Stage): string | null {
  const state = parameterOf(answer, 'state')
  return state === null ? 'guess' : 'A'.repeat(state.length)
}

/** After the login, in a browser that has begun none. */
function unsolicited(urlFor: (stage: Stage) => Promise<string | null>): Operation {
  return async (stage) => {
    const login = await stage.bring({ url: stage.answer })
    await stage.rest()
    const url = await urlFor(stage)
    if (url !== null) await stage.bring({ url, role: 'unsolicited', browser: stage.newBrowser() })
    return login
  }
}

function wasRefused({ callback: { answer } }: Brought): boolean {
  return answer.kind === 'answered' && answer.status >= 400
}

/** Who refuses the answer there gets it where it belongs, and shows so that it is well. */
function elsewhere(urlFor: (answer: URL) => URL): Operation {
  return async (stage) => {
    if (!/^https?:/.test(stage.answer)) return stage.bring({ url: stage.answer })
    const there = await stage.bring({ url: urlFor(new URL(stage.answer)).href, role: 'elsewhere' })
    return wasRefused(there) ? stage.bring({ url: stage.answer }) : there
  }
}

/** The answer comes after `hop`; a client that took that for its answer may be gone by then. */
export function after(hopFor: (answer: string) => Omit<Hop, 'browser'>): Operation {
  return async (stage) => {
    if (!/^https?:/.test(stage.answer)) return stage.bring({ url: stage.answer })
    const first = await stage.bring(hopFor(stage.answer))
    const login = await stage.bring({ url: stage.answer })
    const lost = login.callback.answer.kind === 'unreachable' && first.callback.answer.kind === 'answered'
    return lost ? first : login
  }
}

function page(path: string) {
  return (answer: string): Hop => ({ url: new URL(path, answer).href, role: 'stray' })
}

function otherName(answer: URL): URL {
  const other = new URL(answer)
  other.hostname = answer.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return other
}

export const forgedResponse: Readonly<Record<string, Operation>> = {
  'code-without-state': foreign(() => null),
  'code-with-guessed-state': foreign(guessed),
  'code-with-foreign-state': foreign(() => undefined),
  unsolicited: unsolicited((stage) => stage.foreign()),
  'unsolicited-error': unsolicited(async ({ answer }) =>
    withParameters(answer, { code: null, error: 'access_denied', state: 'of-no-login' }),
  ),
  'other-path': elsewhere((answer) => {
    const other = new URL(answer)
    other.pathname = '/gc-pkce-check-other-path'
    return other
  }),
  'other-host': elsewhere(otherName),
  'favicon-first': after(page('/favicon.ico')),
  'other-path-first': after(page('/gc-pkce-check-no-page')),
  async 'wrong-state-first'(stage) {
    const forged = await stage.foreign()
    const first = forged === null ? null : await stage.bring({ url: forged, role: 'foreign' })
    const login = await stage.bring({ url: stage.answer })
    return first !== null && login.callback.answer.kind !== 'answered' ? first : login
  },
  'head-first': after((url) => ({ url, role: 'early', method: 'HEAD' })),
  'options-first': after((url) => ({
    url,
    role: 'early',
    method: 'OPTIONS',
    headers: { origin: 'http://gc-pkce-check.test', 'access-control-request-method': 'GET' },
  })),
}
