// Nothing is wrong: the control run.
import { defineScenario } from './scenario.js'

export const honest = defineScenario({
  id: 'honest',
  what: 'The mock does nothing wrong.',
  right: ['ends signed in'],
  variants: [],
})
