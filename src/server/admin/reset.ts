// Everything as at the start.
import * as v from 'valibot'
import { done, operation, type Resource } from './resource.js'

export const reset: Resource = {
  id: 'reset',
  what: 'Brings everything back to the start: the seed stays, what came after it goes. Keys stay.',
  paths: [
    {
      path: '/_mock/reset',
      methods: {
        POST: operation({
          summary: 'forgets logins, tokens, exchanges and every change of clients, users, scenario and clock',
          body: v.strictObject({}),
          bodyOptional: true,
          replies: { 204: { description: 'as at the start' } },
          run(_body, { mock }) {
            mock.state.reset()
            mock.state.notice('the mock was reset')
            return done
          },
        }),
      },
    },
  ],
}
