// Shows that two secrets are equal without showing either: the same as in the flows of the mock.
export { createMask } from '../server/protocol/mask.js'
