// The users of the mock: read, added, forgotten.
import { jsonSchemaOf } from '../../validation/json-schema.js'
import { userSchema } from '../options-registration-schema.js'
import type { User } from '../protocol/client.js'
import {
  type AdminCall,
  type AdminReply,
  done,
  itemsOf,
  itemsSchema,
  json,
  operation,
  type Resource,
  refused,
} from './resource.js'

const schema = jsonSchemaOf(userSchema)

function save(user: User, { mock }: AdminCall): AdminReply {
  const registration = mock.state.saveUser(user)
  if (registration.kind === 'full') {
    return refused(409, 'full', `there are ${registration.bound} users, which is the bound bounds.users`)
  }
  return json(registration.kind === 'added' ? 201 : 200, user)
}

function remove({ mock, parameters }: AdminCall): AdminReply {
  switch (mock.state.removeUser(parameters.get('email') ?? '')) {
    case 'removed':
      return done
    case 'unknown':
      return refused(404, 'unknown_user', 'there is no user with this e-mail address')
    case 'last':
      return refused(409, 'last_user', 'this is the only user, and the mock needs one; add another one first')
  }
}

export const users: Resource = {
  id: 'users',
  what: 'The users who can log in, in the shape of the seed. The first is the default user; `login_hint` picks another one.',
  paths: [
    {
      path: '/_mock/users',
      methods: {
        GET: operation({
          summary: 'all users, the default user first; their passwords are test data and readable here',
          replies: { 200: { description: 'the users', schema: itemsSchema(schema) } },
          run: (_body, { mock }) => itemsOf(mock.state.users),
        }),
        POST: operation({
          summary: 'adds a user, or replaces the one with the same e-mail address',
          body: userSchema,
          replies: {
            200: { description: 'replaced', schema },
            201: { description: 'added', schema },
            409: { description: 'there are as many users as the bound allows' },
          },
          run: (user, call) => save(user, call),
        }),
      },
    },
    {
      path: '/_mock/users/{email}',
      methods: {
        DELETE: operation({
          summary: 'forgets a user; what was issued for the user lives on until it expires',
          replies: {
            204: { description: 'forgotten' },
            404: { description: 'there is no such user' },
            409: { description: 'it is the only user' },
          },
          run: (_body, call) => remove(call),
        }),
      },
    },
  ],
}
