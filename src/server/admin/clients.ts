// The registered clients: read, registered, forgotten. A page of the mock may register one by a form.

import { jsonSchemaOf } from '../../validation/json-schema.js'
import { check, type Problem } from '../../validation/validation.js'
import { unknownScopesOf } from '../options-contradictions.js'
import { clientContradictions, clientSchema } from '../options-registration-schema.js'
import { nearest } from '../protocol/autopsy/nearest.js'
import type { Client } from '../protocol/client.js'
import { firstValue, type Parameters } from '../protocol/parameters.js'
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

/** A client as it is told: whether it has a secret, never which. */
export function viewClient({ secret, ...client }: Client) {
  return { ...client, confidential: secret !== undefined }
}

const { secret: _secret, ...shownProperties } = jsonSchemaOf(clientSchema)['properties'] as Record<
  string,
  unknown
>

/** The schema of what `viewClient` gives. */
export const clientViewSchema = {
  type: 'object',
  properties: { ...shownProperties, confidential: { type: 'boolean' } },
  required: ['id', 'name', 'grantType', 'redirectUris', 'confidential'],
  additionalProperties: false,
}

async function save(client: Client, call: AdminCall): Promise<AdminReply> {
  const problems = [...clientContradictions(client), ...scopeProblems(client, call)]
  if (problems.length > 0) return refused(400, 'invalid_body', 'the client contradicts itself', problems)
  const registration = await call.mock.state.saveClient(client)
  if (registration.kind === 'full') {
    const { bound } = registration
    return refused(409, 'full', `${bound} clients are registered, which is the bound bounds.clients`)
  }
  call.mock.state.notice(
    `client ${client.id} was ${registration.kind === 'added' ? 'registered' : 'replaced'}`,
  )
  return json(registration.kind === 'added' ? 201 : 200, viewClient(client))
}

function scopeProblems(client: Client, { mock }: AdminCall): readonly Problem[] {
  return mock.unknownScopes === 'ignore' ? [] : unknownScopesOf(client.scopes ?? [])
}

/**
 * What the form of an error page asks for: this redirect URI for this client, which is made where there is none.
 * Fields: `client_id`, `redirect_uri`, and in `authorize` the query of the login that could not begin.
 */
async function register(fields: Parameters, call: AdminCall): Promise<AdminReply> {
  const id = firstValue(fields, 'client_id') ?? ''
  const redirectUri = firstValue(fields, 'redirect_uri') ?? ''
  const known = (await call.mock.state.store.clients()).find((client) => client.id === id)
  const client = known ?? { id, name: 'My client', grantType: 'CODE', redirectUris: [] }
  const redirectUris = [...new Set([...client.redirectUris, redirectUri])]
  const checked = check(clientSchema, { ...client, redirectUris })
  if (checked.kind === 'bad')
    return refused(400, 'invalid_body', 'this cannot be registered', checked.problems)
  const saved = await save(checked.value, call)
  if (saved.kind === 'refused') return saved
  const { renderRegisteredPage } = await import('../pages/registered-page.js')
  const { origin } = call.request
  const authorize = firstValue(fields, 'authorize')
  return { kind: 'page', ...renderRegisteredPage({ clientId: id, redirectUri, origin, authorize }) }
}

function idOf({ parameters }: AdminCall): string {
  return parameters.get('id') ?? ''
}

async function unknown({ mock, parameters }: AdminCall): Promise<AdminReply> {
  const ids = (await mock.state.store.clients()).map(({ id }) => id)
  const near = nearest(parameters.get('id') ?? '', ids)
  const hint = near === null ? '' : `; the nearest is ${near}`
  return refused(404, 'unknown_client', `no client with this id is registered${hint}`)
}

export const clients: Resource = {
  id: 'clients',
  what: 'The registered OAuth clients, in the shape of the seed; the secret is told only as `confidential`.',
  paths: [
    {
      path: '/_mock/clients',
      methods: {
        GET: operation({
          summary: 'all clients, in the order of their registration',
          replies: { 200: { description: 'the clients', schema: itemsSchema(clientViewSchema) } },
          run: async (_body, { mock }) => itemsOf((await mock.state.store.clients()).map(viewClient)),
        }),
        POST: operation({
          summary: 'registers a client, or replaces the one with the same id',
          body: clientSchema,
          replies: {
            200: { description: 'replaced', schema: clientViewSchema },
            201: { description: 'registered', schema: clientViewSchema },
            409: { description: 'as many clients as the bound allows are registered' },
          },
          run: (client, call) => save(client, call),
          form: register,
        }),
      },
    },
    {
      path: '/_mock/clients/{id}',
      methods: {
        GET: operation({
          summary: 'one client',
          replies: {
            200: { description: 'the client', schema: clientViewSchema },
            404: { description: 'no client has this id' },
          },
          async run(_body, call) {
            const known = await call.mock.state.store.clients()
            const client = known.find(({ id }) => id === idOf(call))
            return client === undefined ? unknown(call) : json(200, viewClient(client))
          },
        }),
        DELETE: operation({
          summary: 'forgets a client; its codes and tokens live on until they expire',
          replies: { 204: { description: 'forgotten' }, 404: { description: 'no client has this id' } },
          async run(_body, call) {
            if (!(await call.mock.state.removeClient(idOf(call)))) return unknown(call)
            call.mock.state.notice(`client ${idOf(call)} was forgotten`)
            return done
          },
        }),
      },
    },
  ],
}
