// A user as the API shows it.
import type { User } from '../protocol/client.js'
import type { Organization } from '../state/seed.js'
import { idOfName } from '../tokens/opaque.js'

/** The id of a user: the same for the same e-mail address, in every run. */
export function userIdOf({ email }: Pick<User, 'email'>): string {
  return idOfName(email)
}

/** The definition `UserMe` of the public OpenAPI document, without what only `expand` adds. */
export function userProfileOf(user: User, organization: Organization) {
  const id = userIdOf(user)
  const division = idOfName(`division of ${organization.id}`)
  return {
    id,
    name: user.name,
    division: { id: division, name: 'Home', selfUri: `/api/v2/authorization/divisions/${division}` },
    chat: { jabberId: `${id}@${organization.id}.orgspan.com` },
    email: user.email,
    primaryContactInfo: [{ address: user.email, mediaType: 'EMAIL', type: 'PRIMARY' }],
    addresses: [],
    state: 'active',
    username: user.email,
    images: [],
    version: 1,
    acdAutoAnswer: false,
    selfUri: `/api/v2/users/${id}`,
  }
}

interface ProfileText {
  readonly organization: Organization
  readonly text: string
}

const texts = new WeakMap<User, ProfileText>()

/**
 * The same as JSON, once for each user: nearly every client asks for it with each login, and the recorder keeps
 * each answer.
 */
export function userProfileText(user: User, organization: Organization): string {
  const known = texts.get(user)
  if (known?.organization === organization) return known.text
  const text = JSON.stringify(userProfileOf(user, organization))
  texts.set(user, { organization, text })
  return text
}
