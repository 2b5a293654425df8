// This project: the built mock with autopsy, recorder and a log line per exchange.
import { createMockServer } from '../../dist/src/server/index.js'
import { argument, ready } from './harness.mjs'

const mock = createMockServer({ port: 0, policy: { signingAlgorithm: argument('algorithm', 'RS256') } })
let written = 0
const { logLine } = await import('../../dist/src/server/index.js')
mock.onExchange((exchange) => (written += logLine(exchange).length))
await mock.start()
const [client] = await mock.clients()
const { url } = mock
ready({
  authorize: `${url}/oauth/authorize`,
  token: `${url}/oauth/token`,
  resource: `${url}/api/v2/users/me`,
  clientId: client.id,
})
