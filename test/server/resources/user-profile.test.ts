import { describe, expect, test } from 'vitest'
import { userProfileOf, userProfileText } from '../../../src/server/resources/user-profile.js'

const user = { email: 'agent@example.com', password: 'x', name: 'Ada' }
const organization = { id: 'b2f3f0f5-3c0e-4a35-8f0b-9d6a1c4e7636', name: 'Organization' }

describe('user-profile', () => {
  test('the text is the profile as JSON, each time', () => {
    const profile = userProfileOf(user, organization)
    expect(profile).toMatchObject({ name: 'Ada', email: 'agent@example.com' })
    for (const _time of [1, 2]) expect(JSON.parse(userProfileText(user, organization))).toEqual(profile)
  })

  test('a user who was replaced by one of another name has a profile of another name', () => {
    userProfileText(user, organization)
    expect(JSON.parse(userProfileText({ ...user, name: 'Zoë' }, organization))).toHaveProperty('name', 'Zoë')
  })

  test('the same user in another organization has another profile', () => {
    const id = 'c2f3f0f5-3c0e-4a35-8f0b-9d6a1c4e7637'
    userProfileText(user, organization)
    expect(userProfileText(user, { ...organization, id })).toContain(`@${id}.orgspan.com`)
    expect(userProfileText(user, organization)).toContain(`@${organization.id}.orgspan.com`)
  })
})
