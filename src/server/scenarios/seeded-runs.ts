// Two logins of a client whose ordinary random generator begins with the same number, at the same time. The mock stays
// honest.
import { defineScenario } from './scenario.js'

export const seededRuns = defineScenario({
  id: 'seeded-runs',
  what: 'The kit seeds the ordinary random generator of the client and stops its clock; the mock stays honest.',
  right: ['sends a verifier and a state that differ between both runs'],
  variants: [
    {
      id: 'first',
      what: 'The kit starts the client with its ordinary random generator seeded and its clock stopped.',
      operatedBy: 'kit',
    },
    {
      id: 'second',
      what: 'The kit starts the client once more with the same seed and the same time.',
      operatedBy: 'kit',
    },
  ],
})
