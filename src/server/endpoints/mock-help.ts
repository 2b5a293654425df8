// GET /_mock/help?exchange=N: what was wrong with a request and what to do, as plain text. Refusals link to it.
import type { HttpReply } from '../protocol/message.js'
import { sentence } from '../protocol/sentence.js'
import type { Exchange } from '../recorder.js'
import { answered } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

function textReply(status: number, text: string): HttpReply {
  return { status, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: `${text}\n` }
}

/** Sentences and fixes only: nothing that was sent is repeated here. */
function explanationOf({ number, request, outcome }: Exchange): string {
  const title = `Exchange ${number}: ${request.method} ${request.path} was ${outcome.kind}.`
  const cause = outcome.cause === null ? [] : [`The reason lies in exchange ${outcome.cause}.`]
  const mistakes = outcome.mistakes.map((mistake) => `- ${sentence(mistake.sentence)}\n  ${mistake.fix}`)
  return [title, ...cause, ...mistakes].join('\n\n')
}

export const mockHelp = defineEndpoint({
  id: 'mock-help',
  origin: 'mock',
  path: '/_mock/help',
  crossOrigin: true,
  methods: {
    GET: (request, { exchanges }) => {
      const number = Number(new URLSearchParams(request.query).get('exchange') ?? '')
      const exchange = exchanges.find((candidate) => candidate.number === number)
      const reply =
        exchange === undefined
          ? textReply(404, 'This exchange is not recorded, or no longer.')
          : textReply(200, explanationOf(exchange))
      return { reply, outcome: answered }
    },
  },
})
