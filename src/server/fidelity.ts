// How true the mock is to the real service: every behaviour with its evidence, its source and its switch.
import type { Behaviour } from './fidelity/behaviour.js'
import { loginBehaviours } from './fidelity/login.js'
import { serviceBehaviours } from './fidelity/service.js'
import { tokenBehaviours } from './fidelity/token.js'

export type { Behaviour, Evidence } from './fidelity/behaviour.js'

export const behaviours: readonly Behaviour[] = [...loginBehaviours, ...tokenBehaviours, ...serviceBehaviours]
