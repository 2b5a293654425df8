// The metadata (RFC 8414) is not what it has to be.
import type { HttpReply } from '../protocol/message.js'
import { membersOf, withMember } from '../tampering/instead.js'
import { otherIssuer } from '../tampering/issuer.js'
import { defineScenario, type Tamper } from './scenario.js'

function metadata(change: (honest: HttpReply, issuer: string) => HttpReply): Tamper {
  return (honest, { endpoint, request }) => {
    const isMetadata = endpoint === 'well-known-oauth-authorization-server' && request.method === 'GET'
    const issuer = isMetadata && honest.status === 200 ? membersOf(honest)?.['issuer'] : undefined
    return typeof issuer === 'string' ? change(honest, issuer) : honest
  }
}

function variant<const Id extends string>(id: Id, what: string, tamper: Tamper, right: readonly string[]) {
  return { id, what, concerns: ['metadata'], tamper, right } as const
}

const stops = ['stops, and uses nothing of the metadata', 'reads no metadata at all']

export const discoveryTrouble = defineScenario({
  id: 'discovery-trouble',
  what: 'The mock gives metadata that a client must not use, or must not rely on.',
  right: stops,
  variants: [
    variant(
      'issuer-with-slash',
      'The metadata of the mock names an issuer with a slash more than where it was asked for.',
      metadata((honest, issuer) => withMember(honest, 'issuer', JSON.stringify(`${issuer}/`))),
      stops,
    ),
    variant(
      'issuer-of-other-host',
      'The metadata of the mock names an issuer of another host.',
      metadata((honest, issuer) => withMember(honest, 'issuer', JSON.stringify(otherIssuer(issuer)))),
      stops,
    ),
    variant(
      'pkce-unmentioned',
      'The metadata of the mock names no code challenge method, which means that there is no PKCE.',
      metadata((honest) => withMember(honest, 'code_challenge_methods_supported', null)),
      ['sends a state as well, and ends signed in', 'stops', 'reads no metadata at all'],
    ),
  ],
})
