// The redirect back to the client carries an error instead of a code, or the browser is left on an error page.
import { withoutHeader } from '../protocol/message.js'
import { markupCanary, scriptUri, terminalCanary } from '../tampering/canary.js'
import { instead } from '../tampering/instead.js'
import { encoded, goodAnswerIn, parametersOf, redirectedWith, stateOf } from '../tampering/redirect.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

type Parameters = Readonly<Record<string, string>>

function errorRedirect(parametersFor: (about: Tampering) => Parameters): Tamper {
  return (honest, about) => {
    const answer = goodAnswerIn(honest, about)
    if (answer === null) return honest
    return redirectedWith(honest, answer, [...encoded(parametersFor(about)), ...stateOf(answer)])
  }
}

function variant<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['authorize'], takesBack: true, tamper } as const
}

function error<const Id extends string>(id: Id, code: string, description: string) {
  const what = `The mock sends the browser back with the error ${code} and the state.`
  return variant(
    id,
    what,
    errorRedirect(() => ({ error: code, error_description: description })),
  )
}

function page(status: number, title: string, text: string): Tamper {
  const body = `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`
  return (honest, about) => {
    if (goodAnswerIn(honest, about) === null) return honest
    return withoutHeader(
      instead(honest, about, { status, type: 'text/html; charset=utf-8', body }),
      'Location',
    )
  }
}

/** RFC 7636 section 4.4.1 has this error for a challenge method that the server does not know. */
const unsupported = 'transform algorithm not supported'

const withCode: Tamper = (honest, about) => {
  const answer = goodAnswerIn(honest, about)
  if (answer === null) return honest
  return redirectedWith(honest, answer, [...encoded({ error: 'access_denied' }), ...parametersOf(answer)])
}

const shown = ['shows the text as text, and stops', 'stops without showing the text']

/** The codes of RFC 6749 section 4.1.2.1, and the one that only Genesys Cloud has; then unusual forms of an error. */
export const authzErrors = defineScenario({
  id: 'authz-errors',
  what: 'The mock answers a good authorize request with an error.',
  right: [
    'says that the login failed, and stops without a token request',
    'starts one new login by itself at most',
    'discards what it kept for the login',
  ],
  variants: [
    error('access-denied', 'access_denied', 'the user did not approve the request'),
    error('invalid-request', 'invalid_request', 'the request is not valid'),
    error('unauthorized-client', 'unauthorized_client', 'the client may not use this flow'),
    error(
      'unsupported-response-type',
      'unsupported_response_type',
      'the response type is not supported for this client',
    ),
    error('invalid-scope', 'invalid_scope', 'the requested scope is not valid'),
    error('server-error', 'server_error', 'the server met an unexpected condition'),
    error(
      'temporarily-unavailable',
      'temporarily_unavailable',
      'the server is overloaded or under maintenance',
    ),
    error('invalid-pkce-package', 'invalid_pkce_package', 'the PKCE parameters are not valid'),
    error('unknown-code', 'gc_canary_error', 'an error that no document names'),
    variant(
      'with-uri',
      'The mock sends the browser back with the error access_denied and an error_uri.',
      errorRedirect(({ request }) => ({
        error: 'access_denied',
        error_description: 'the user did not approve the request',
        error_uri: `${request.origin}/_mock/health`,
      })),
    ),
    {
      id: 'with-code',
      what: 'The mock sends the browser back with the error access_denied and a good code beside it.',
      concerns: ['authorize'],
      tamper: withCode,
    },
    {
      ...variant(
        'markup',
        'The mock sends the browser back with an error whose description holds markup and a script.',
        errorRedirect((about) => ({ error: 'access_denied', error_description: markupCanary(about) })),
      ),
      right: shown,
    },
    {
      ...variant(
        'script-uri',
        'The mock sends the browser back with an error whose error_uri is a script.',
        errorRedirect(() => ({
          error: 'access_denied',
          error_description: 'the user did not approve the request',
          error_uri: scriptUri,
        })),
      ),
      right: ['shows no link to it, and stops'],
    },
    {
      ...variant(
        'terminal-escapes',
        'The mock sends the browser back with an error whose description holds escape sequences of terminals.',
        errorRedirect(() => ({ error: 'access_denied', error_description: terminalCanary })),
      ),
      right: ['prints no escape sequence, and stops'],
    },
    {
      ...variant(
        'pkce-unsupported',
        `The mock answers the first authorize request with invalid_request, "${unsupported}".`,
        errorRedirect(() => ({ error: 'invalid_request', error_description: unsupported })),
      ),
      times: 1,
      right: ['stops', 'starts over with S256, never with plain and never without a challenge'],
    },
    {
      ...variant(
        'pkce-unsupported-page',
        `The mock answers the first authorize request with a page that says "${unsupported}".`,
        page(400, 'invalid_request', unsupported),
      ),
      times: 1,
      right: ['waits or stops', 'starts over with S256, never with plain and never without a challenge'],
    },
    {
      ...variant(
        'page',
        'The mock answers the authorize request with a page of status 400 instead of a redirect.',
        page(400, 'unauthorized_client', 'The client may not use this flow.'),
      ),
      right: ['waits, and stops by itself in the end'],
    },
    {
      ...variant(
        'page-500',
        'The mock answers the authorize request with a page of status 500 instead of a redirect.',
        page(500, 'Internal Server Error', 'The server met an unexpected condition.'),
      ),
      right: ['waits, and stops by itself in the end'],
    },
  ],
})
