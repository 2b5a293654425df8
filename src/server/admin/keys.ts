// The keys that sign access tokens: read, and rotated.
import * as v from 'valibot'
import { type AdminCall, type AdminReply, json, operation, type Resource } from './resource.js'

const schema = {
  type: 'object',
  properties: { keys: { type: 'array', items: { type: 'object' }, description: 'public keys (RFC 7517)' } },
  required: ['keys'],
  additionalProperties: false,
}

async function published({ mock }: AdminCall): Promise<AdminReply> {
  return json(200, await mock.publicKeys())
}

export const keys: Resource = {
  id: 'keys',
  what: 'The keys of the access tokens. After a rotation the earlier ones stay published, so that older tokens stay verifiable.',
  paths: [
    {
      path: '/_mock/keys',
      methods: {
        GET: operation({
          summary: 'the public keys',
          replies: { 200: { description: 'the keys, as at /.well-known/jwks.json', schema } },
          run: (_body, call) => published(call),
        }),
      },
    },
    {
      path: '/_mock/keys/rotate',
      methods: {
        POST: operation({
          summary: 'signs further tokens with a new key',
          body: v.strictObject({}),
          bodyOptional: true,
          replies: { 200: { description: 'the keys published now', schema } },
          async run(_body, call) {
            await call.mock.rotateKeys()
            call.mock.state.notice('the signing key was rotated')
            return published(call)
          },
        }),
      },
    },
  ],
}
