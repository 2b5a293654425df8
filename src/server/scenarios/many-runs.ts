// Several logins of one client, one after another, at once, or overlapping. The mock stays honest.
import { defineScenario } from './scenario.js'

export const manyRuns = defineScenario({
  id: 'many-runs',
  what: 'The kit lets the client log in several times; the mock stays honest.',
  right: ['ends every login signed in, with a state, a verifier and a challenge of its own'],
  variants: [
    {
      id: 'in-turn',
      what: 'The kit lets the client log in several times, one login after another.',
      operatedBy: 'kit',
    },
    {
      id: 'at-once',
      what: 'The kit lets the client log in several times at once.',
      operatedBy: 'kit',
    },
    {
      id: 'older-first',
      what: 'The kit begins two logins and finishes the one begun first.',
      operatedBy: 'kit',
      right: ['ends the first login signed in', 'refuses the answer of the first, which the second replaced'],
    },
  ],
})
