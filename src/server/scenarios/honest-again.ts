// Nothing is wrong, once more at the end: if this run fails, the silence of the runs before it proves nothing.
import { defineScenario } from './scenario.js'

export const honestAgain = defineScenario({
  id: 'honest-again',
  what: 'The mock does nothing wrong: the closing control.',
  right: ['ends signed in'],
  variants: [],
})
