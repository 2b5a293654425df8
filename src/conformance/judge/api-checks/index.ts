// The list of checks of an application that accepts tokens: one line per file of this folder.

import type { ApiCheck } from './api-check.js'
import { jwtAlgConfusion } from './jwt.alg-confusion.js'
import { jwtAlgNone } from './jwt.alg-none.js'
import { jwtAudience } from './jwt.audience.js'
import { jwtCrit } from './jwt.crit.js'
import { jwtErrorResponse } from './jwt.error-response.js'
import { jwtHeaderKeys } from './jwt.header-keys.js'
import { jwtIssuer } from './jwt.issuer.js'
import { jwtMalformed } from './jwt.malformed.js'
import { jwtSignature } from './jwt.signature.js'
import { jwtTime } from './jwt.time.js'
import { jwtTyp } from './jwt.typ.js'
import { jwtUnknownKid } from './jwt.unknown-kid.js'

export const apiChecks = [
  jwtSignature,
  jwtAlgNone,
  jwtAlgConfusion,
  jwtTime,
  jwtIssuer,
  jwtAudience,
  jwtTyp,
  jwtCrit,
  jwtHeaderKeys,
  jwtMalformed,
  jwtUnknownKid,
  jwtErrorResponse,
] as const satisfies readonly ApiCheck[]
