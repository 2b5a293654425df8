// The time of the mock: read, moved, set, stopped.
import * as v from 'valibot'
import { type ClockCommand, type ClockReading, clockFault, millisecondsOf } from '../clock-control.js'
import { type AdminCall, type AdminReply, json, operation, type Resource, refused } from './resource.js'

const body = v.strictObject({
  advanceSeconds: v.exactOptional(v.number('expected seconds, 0 or more')),
  set: v.exactOptional(
    v.pipe(
      v.string('expected a date as in ISO 8601, for example "2027-01-01T00:00:00Z"'),
      v.check(
        (text) => !Number.isNaN(millisecondsOf(text)),
        'expected a date as in ISO 8601 with its offset, for example "2027-01-01T00:00:00Z"',
      ),
    ),
  ),
  frozen: v.exactOptional(v.boolean('expected true or false')),
})

type Body = v.InferOutput<typeof body>

const schema = {
  type: 'object',
  properties: {
    now: { type: 'string', description: 'the time of the mock, ISO 8601' },
    aheadSeconds: { type: 'number', description: 'how far it is ahead of the real time; negative: behind' },
    frozen: { type: 'boolean' },
    warning: {
      type: ['string', 'null'],
      description: 'what clients with a clock of their own will make of it',
    },
  },
  required: ['now', 'aheadSeconds', 'frozen', 'warning'],
  additionalProperties: false,
}

function told({ now, ahead, frozen, warning }: ClockReading): AdminReply {
  return json(200, { now: new Date(now).toISOString(), aheadSeconds: ahead / 1000, frozen, warning })
}

/** The one thing that a body asks for, or null when it asks for none or several. */
function commandIn({ advanceSeconds, set, frozen }: Body): ClockCommand | null {
  const commands: ClockCommand[] = []
  if (advanceSeconds !== undefined) commands.push({ kind: 'advance', seconds: advanceSeconds })
  if (set !== undefined) commands.push({ kind: 'set', at: millisecondsOf(set) })
  if (frozen !== undefined) commands.push({ kind: 'freeze', frozen })
  const [command = null, ...others] = commands
  return others.length === 0 ? command : null
}

const fields: Readonly<Record<ClockCommand['kind'], string>> = {
  advance: 'advanceSeconds',
  set: 'set',
  freeze: 'frozen',
}

function move(given: Body, { mock }: AdminCall): AdminReply {
  const { clock } = mock.state
  const command = commandIn(given)
  if (command === null) {
    const problem = 'expected exactly one of advanceSeconds, set and frozen'
    return refused(400, 'invalid_body', problem, [{ field: '', problem }])
  }
  const fault = clockFault(command, clock.now())
  if (fault !== null) {
    return refused(400, 'invalid_body', fault, [{ field: fields[command.kind], problem: fault }])
  }
  return told(clock.follow(command))
}

export const clock: Resource = {
  id: 'clock',
  what: 'The clock that everything in the mock reads: codes, tokens and keys grow older by it.',
  paths: [
    {
      path: '/_mock/clock',
      methods: {
        GET: operation({
          summary: 'the time of the mock',
          replies: { 200: { description: 'the time', schema } },
          run: (_body, { mock }) => told(mock.state.clock.read()),
        }),
        POST: operation({
          summary: 'advances the clock, sets it, or lets it stand still; one of the three',
          body,
          replies: { 200: { description: 'the time afterwards', schema } },
          run: (given, call) => move(given, call),
        }),
      },
    },
  ],
}
