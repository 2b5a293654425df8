// What the mock does wrong on purpose: read, set, ended.
import { scenarioChoiceSchema } from '../options-schema.js'
import type { ScenarioChoice } from '../scenario-control.js'
import { nameOfScenario, scenarioNames } from '../scenarios/index.js'
import { type AdminCall, type AdminReply, json, operation, type Resource, refused } from './resource.js'

const inForceSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    what: { type: 'string' },
    left: { type: ['integer', 'null'] },
    user: { type: ['string', 'null'] },
    login: { type: ['string', 'null'] },
  },
  required: ['id', 'what', 'left', 'user', 'login'],
  additionalProperties: false,
}

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string', description: 'what is in force for everybody' },
    inForce: {
      type: 'array',
      items: inForceSchema,
      description: 'everything in force; empty while the mock is honest',
    },
    available: { type: 'array', items: { type: 'string' }, description: 'the names that can be set' },
  },
  required: ['id', 'inForce', 'available'],
  additionalProperties: false,
}

function read({ mock }: AdminCall): AdminReply {
  const { scenarios } = mock.state
  return json(200, {
    id: nameOfScenario(scenarios.forAll),
    inForce: scenarios.list(),
    available: scenarioNames(),
  })
}

function set(choice: ScenarioChoice, call: AdminCall): AdminReply {
  const { state } = call.mock
  const emails = state.users.map(({ email }) => email.toLowerCase())
  if (choice.user !== undefined && !emails.includes(choice.user.toLowerCase())) {
    const problem = `there is no user "${choice.user.slice(0, 100)}"; GET /_mock/users lists them`
    return refused(400, 'invalid_body', 'the user is unknown', [{ field: 'user', problem }])
  }
  try {
    state.scenarios.set(choice)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refused(409, 'full', error.message)
  }
  state.notice(`scenario ${choice.id}${choice.user === undefined ? '' : ` for ${choice.user}`}`)
  return read(call)
}

export const scenario: Resource = {
  id: 'scenario',
  what: 'The scenarios in force: what the mock does wrong on purpose, for everybody, one user, or the first uses only.',
  paths: [
    {
      path: '/_mock/scenario',
      methods: {
        GET: operation({
          summary: 'what is in force, and what can be set',
          replies: { 200: { description: 'the scenarios', schema } },
          run: (_body, call) => read(call),
        }),
        POST: operation({
          summary: 'puts a scenario in force at once; `honest` ends it',
          body: scenarioChoiceSchema,
          replies: {
            200: { description: 'what is in force now', schema },
            409: { description: 'as many scenarios as the bound allows are in force' },
          },
          run: (choice, call) => set(choice, call),
        }),
      },
    },
  ],
}
