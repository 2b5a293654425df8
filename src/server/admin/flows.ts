// The flows: the exchanges of each login tied together.
import { pageOf, pageQuery } from './page-of-items.js'
import { itemsSchema, json, operation, type Resource, refused } from './resource.js'
import { flowSchema } from './view-schemas.js'

export const flows: Resource = {
  id: 'flows',
  what: 'Each login from its authorize request to its last API call, with what the mock noticed; secrets as marks.',
  paths: [
    {
      path: '/_mock/flows',
      methods: {
        GET: operation({
          summary: 'the newest logins, or those that began after an exchange; oldest first',
          query: pageQuery('the number of an exchange: only logins that began later'),
          replies: { 200: { description: 'the logins', schema: itemsSchema(flowSchema) } },
          run: (_body, { request, mock }) =>
            pageOf(
              mock.state.tied(),
              ({ exchanges }) => exchanges[0]?.number ?? 0,
              request,
              mock.state.viewFlow,
            ),
        }),
      },
    },
    {
      path: '/_mock/flows/{id}',
      methods: {
        GET: operation({
          summary: 'one login',
          replies: {
            200: { description: 'the login', schema: flowSchema },
            404: { description: 'it is not recorded, or no longer' },
          },
          run(_body, { parameters, mock }) {
            const found = mock.state.tied().find(({ id }) => id === parameters.get('id'))
            if (found !== undefined) return json(200, mock.state.viewFlow(found))
            return refused(404, 'unknown_flow', 'this login is not recorded, or no longer')
          },
        }),
      },
    },
  ],
}
