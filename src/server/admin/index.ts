// The list of resources of the admin interface: one line per file of this folder that defines one.
import { clients } from './clients.js'
import { clock } from './clock.js'
import { exchanges } from './exchanges.js'
import { flows } from './flows.js'
import { keys } from './keys.js'
import { openapi } from './openapi.js'
import { reset } from './reset.js'
import type { Resource } from './resource.js'
import { scenario } from './scenario.js'
import { users } from './users.js'

export const resources: readonly Resource[] = [
  clients,
  users,
  scenario,
  clock,
  exchanges,
  flows,
  keys,
  reset,
  openapi,
]
