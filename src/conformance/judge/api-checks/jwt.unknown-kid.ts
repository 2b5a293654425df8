// jwt.unknown-kid: key rotation works, and a flood of unknown keys does no harm.
import { judgeUnknownKid } from '../unknown-kid.js'
import { defineApiCheck } from './api-check.js'

export const jwtUnknownKid = defineApiCheck({
  id: 'jwt.unknown-kid',
  title: 'A new key is fetched, and unknown ones are not fetched again and again',
  why: 'Issuers change their keys without notice; and whoever can make an API fetch keys by a made-up kid can make it do nothing else.',
  fix: 'Fetch the keys once more at a kid that is unknown, but not again within half a minute.',
  clauses: ['OIDC-10.1.1'],
  rule: 'derived',
  reasons: {
    rotation: { level: 'warning', what: 'refuses tokens of a key that the issuer has published since' },
    flood: { level: 'warning', what: 'fetches the keys for nearly every token with an unknown kid' },
  },
  judge: (run) => judgeUnknownKid(run),
})
