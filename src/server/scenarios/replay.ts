// The same answer arrives more than once. The mock stays honest.
import { defineScenario } from './scenario.js'

function operated<const Id extends string>(id: Id, what: string, right: readonly string[]) {
  return { id, what, operatedBy: 'kit', right } as const
}

const once = ['sends no second token request', 'listens no more']

export const replay = defineScenario({
  id: 'replay',
  what: 'The kit delivers the same answer more than once; the mock stays honest.',
  right: once,
  variants: [
    operated('reloaded', 'The kit loads the callback once more after the login.', once),
    operated('back', 'The kit goes back to the callback from the page after the login.', once),
    operated('second-tab', 'The kit opens the callback in a second tab while the first still loads.', once),
    operated(
      'same-state-new-code',
      'The kit delivers the state of a finished login once more, with a fresh code for the same challenge.',
      ['refuses the state, which was used', 'listens no more'],
    ),
    operated('prefetched', 'The kit loads the callback as a prefetch before the user goes there.', [
      'sends no token request for the prefetch, and ends signed in',
      'sends one for the prefetch, and the user ends signed in all the same',
    ]),
  ],
})
