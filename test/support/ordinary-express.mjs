// A server of express as everybody writes it: what the watch over prototypes must be able to see.
import express from 'express'

const app = express()
app.use((_request, response) => response.json({ status: 'ok' }))
const server = app.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))
process.on('SIGTERM', () => process.exit(0))
