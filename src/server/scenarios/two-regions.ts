// Two servers or regions: the answer of a login says, or does not say, whose it is (RFC 9207).
import { withMember } from '../tampering/instead.js'
import { issuerOf, otherIssuer, shoutedIssuer } from '../tampering/issuer.js'
import { encoded, goodAnswerIn, parametersOf, redirectedWith, stateOf } from '../tampering/redirect.js'
import { defineScenario, type Tamper } from './scenario.js'

/** RFC 9207 section 3: the client knows that every answer has an `iss`. */
const promised: Tamper = (honest, { endpoint, request }) =>
  endpoint === 'well-known-oauth-authorization-server' && request.method === 'GET' && honest.status === 200
    ? withMember(honest, 'authorization_response_iss_parameter_supported', 'true')
    : honest

/** `change` gives the values of `iss` in their order. */
function issuers(change: (issuer: string) => readonly string[]): Tamper {
  return (honest, about) => {
    const answer = goodAnswerIn(honest, about)
    if (answer === null) return promised(honest, about)
    const added = change(issuerOf(about)).flatMap((iss) => encoded({ iss }))
    return added.length === 0 ? honest : redirectedWith(honest, answer, [...parametersOf(answer), ...added])
  }
}

const wrongInError: Tamper = (honest, about) => {
  const answer = goodAnswerIn(honest, about)
  if (answer === null) return promised(honest, about)
  const error = { error: 'access_denied', error_description: 'the user did not approve the request' }
  const iss = otherIssuer(issuerOf(about))
  return redirectedWith(honest, answer, [...encoded(error), ...stateOf(answer), ...encoded({ iss })])
}

function variant<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['authorize', 'metadata'], tamper } as const
}

export const twoRegions = defineScenario({
  id: 'two-regions',
  what: 'The answer of a login comes from another server than it was begun at, or looks like it.',
  right: [
    'refuses the answer and sends no token request',
    'ignores iss, where it knows one server only and nothing of RFC 9207',
  ],
  variants: [
    variant(
      'iss-of-other-issuer',
      'The mock promises iss and sends that of another issuer.',
      issuers((issuer) => [otherIssuer(issuer)]),
    ),
    variant(
      'iss-with-slash',
      'The mock promises iss and sends its own with a slash at the end.',
      issuers((issuer) => [`${issuer}/`]),
    ),
    variant(
      'iss-in-capitals',
      'The mock promises iss and sends its own with scheme and host in capitals.',
      issuers((issuer) => [shoutedIssuer(issuer)]),
    ),
    variant(
      'iss-missing',
      'The mock promises iss and sends none.',
      issuers(() => []),
    ),
    variant(
      'iss-doubled',
      'The mock promises iss and sends it twice, its own before that of another issuer.',
      issuers((issuer) => [issuer, otherIssuer(issuer)]),
    ),
    {
      ...variant(
        'iss-wrong-in-error',
        'The mock promises iss and sends the error access_denied with that of another issuer.',
        wrongInError,
      ),
      takesBack: true,
      right: ['refuses the answer without trusting the error', 'stops'],
    },
    {
      id: 'first-answered-by-second',
      what: 'The kit runs two mocks, begins a login at the first and delivers an answer of the second.',
      operatedBy: 'kit',
      right: ['sends nothing to the token endpoint of the other one'],
    },
    {
      id: 'second-answered-by-first',
      what: 'The kit runs two mocks, begins a login at the second and delivers an answer of the first.',
      operatedBy: 'kit',
      right: ['sends nothing to the token endpoint of the other one'],
    },
  ],
})
