// What `expand` adds to a user: one line per value of the parameter.
import type { Client, User } from '../protocol/client.js'
import type { AccessToken } from '../protocol/records.js'
import type { Organization } from '../state/seed.js'
import { idOfName } from '../tokens/opaque.js'
import { organizationOf } from './organization.js'
import { everyPermission } from './permissions.js'
import { tokenInfoOf } from './token-info.js'
import { userIdOf } from './user-profile.js'

/** What an expansion may be made of. */
export interface UserParts {
  readonly user: User
  readonly organization: Organization
  readonly token: AccessToken
  readonly client: Client | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The member that the value adds, and what it holds; both as in the definition `UserMe`. */
type Expansion = readonly [member: string, value: (parts: UserParts) => unknown]

const none = () => []
const noCalls = { active: 0, acw: 0 }
const noMedia = { contactCenter: noCalls, enterprise: noCalls }

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function presenceOf({ user, token }: UserParts) {
  const definition = idOfName('presence Available')
  const uri = `/api/v2/presencedefinitions/${definition}`
  return {
    source: 'PURECLOUD',
    primary: true,
    presenceDefinition: { id: definition, systemPresence: 'Available', selfUri: uri },
    message: '',
    modifiedDate: dateOf(token.issuedAt),
    selfUri: `/api/v2/users/${userIdOf(user)}/presences/PURECLOUD`,
  }
}

function authorizationOf({ user }: UserParts) {
  const roles = [{ id: idOfName('role employee'), name: 'employee' }]
  const permissions = user.permissions ?? everyPermission
  return { roles, unusedRoles: [], permissions, permissionPolicies: [] }
}

/** In lower case: the service does not write them all alike. */
const expansions: ReadonlyMap<string, Expansion> = new Map([
  ['token', ['token', ({ token, client, organization }) => tokenInfoOf(token, client, organization)]],
  ['organization', ['organization', ({ organization }) => organizationOf(organization)]],
  ['authorization', ['authorization', authorizationOf]],
  ['presence', ['presence', presenceOf]],
  ['trustors', ['trustors', none]],
  ['date', ['date', ({ now }) => ({ currentDate: dateOf(now) })]],
  ['lasttokenissued', ['lastTokenIssued', ({ token }) => ({ dateIssued: dateOf(token.issuedAt) })]],
  ['datelastlogin', ['dateLastLogin', ({ token }) => dateOf(token.issuedAt)]],
  [
    'routingstatus',
    [
      'routingStatus',
      ({ user, token }) => ({
        userId: userIdOf(user),
        status: 'OFF_QUEUE',
        startTime: dateOf(token.issuedAt),
      }),
    ],
  ],
  [
    'conversationsummary',
    [
      'conversationSummary',
      ({ user }) => ({
        userId: userIdOf(user),
        call: noMedia,
        callback: noMedia,
        email: noMedia,
        message: noMedia,
        chat: noMedia,
        socialExpression: noMedia,
        video: noMedia,
      }),
    ],
  ],
  ['outofoffice', ['outOfOffice', () => ({ active: false, indefinite: false })]],
  ['station', ['station', () => ({})]],
  ['geolocationsettings', ['geolocationSettings', () => ({ enabled: false })]],
  ['languagepreference', ['languagePreference', () => 'en-US']],
  ['adjacents', ['adjacents', () => ({ superiors: [], siblings: [], directReports: [] })]],
  ['groups', ['groups', none]],
  ['profileskills', ['profileSkills', none]],
  ['certifications', ['certifications', none]],
  ['locations', ['locations', none]],
  ['skills', ['skills', none]],
  ['languages', ['languages', none]],
  ['favorites', ['favorites', none]],
  ['superiors', ['superiors', none]],
  ['directreports', ['directReports', none]],
  ['routingskills', ['routingSkills', none]],
  ['orgproducts', ['orgProducts', none]],
  ['orgauthorization', ['orgAuthorization', none]],
  ['presencedefinitions', ['presenceDefinitions', none]],
  ['divisionedpresencedefinitions', ['divisionedPresenceDefinitions', none]],
  ['locationdefinitions', ['locationDefinitions', none]],
] satisfies [string, Expansion][])

/** The members that `expand` asks for; values that the mock does not know add nothing. */
export function expandedMembers(expand: readonly string[], parts: UserParts): Record<string, unknown> {
  const wanted = expand.flatMap((value) => {
    const expansion = expansions.get(value.toLowerCase())
    return expansion === undefined ? [] : [expansion]
  })
  return Object.fromEntries(wanted.map(([member, value]) => [member, value(parts)]))
}
