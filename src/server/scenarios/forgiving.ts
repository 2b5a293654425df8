// One mistake must not hide the others: what can be forgiven is recorded, and the login goes on.
import { defineScenario } from './scenario.js'

export const forgiving = defineScenario({
  id: 'forgiving',
  what: 'The mock records mistakes of PKCE, body, parameters and token placement, and lets the login go on.',
  policy: { forgiving: true },
  right: ['ends signed in'],
  variants: [],
})
