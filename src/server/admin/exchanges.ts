// The exchanges that the mock recorded: what was asked, what was answered, and what was wrong.
import { viewExchange } from '../exchange-view.js'
import { pageOf, pageQuery } from './page-of-items.js'
import { itemsSchema, json, operation, type Resource, refused } from './resource.js'
import { exchangeSchema } from './view-schemas.js'

export const exchanges: Resource = {
  id: 'exchanges',
  what: 'The newest exchanges with the mock; secrets are shown as their length and a mark that is equal for equal ones.',
  paths: [
    {
      path: '/_mock/exchanges',
      methods: {
        GET: operation({
          summary: 'the newest exchanges, or those after a number; oldest first',
          query: pageQuery('the number of an exchange: only later ones'),
          replies: { 200: { description: 'the exchanges', schema: itemsSchema(exchangeSchema) } },
          run(_body, { request, mock }) {
            const { recorder, mask } = mock.state
            return pageOf(
              recorder.exchanges,
              ({ number }) => number,
              request,
              (exchange) => viewExchange(exchange, mask),
            )
          },
        }),
      },
    },
    {
      path: '/_mock/exchanges/{number}',
      methods: {
        GET: operation({
          summary: 'one exchange',
          replies: {
            200: { description: 'the exchange', schema: exchangeSchema },
            404: { description: 'it is not recorded, or no longer' },
          },
          run(_body, { parameters, mock }) {
            const { recorder, mask } = mock.state
            const number = Number(parameters.get('number'))
            const found = recorder.exchanges.find((exchange) => exchange.number === number)
            if (found !== undefined) return json(200, viewExchange(found, mask))
            return refused(404, 'unknown_exchange', 'this exchange is not recorded, or no longer')
          },
        }),
      },
    },
  ],
}
