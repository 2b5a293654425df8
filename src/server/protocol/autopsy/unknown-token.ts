// An access token that is not known: what it is instead, or what happened to it.
import type { Mistake } from '../mistake.js'
import { mistake } from './kinds.js'

/** What can be seen of a token that is not known. */
export type TokenFault =
  /** It names no algorithm that signs. */
  | 'unsigned'
  /** It was signed with a key that is not ours. */
  | 'foreign-key'
  /** It names a key of ours, and its signature does not fit what it says. */
  | 'altered'
  /** It names a key of ours, and its signature is too short. */
  | 'cut'
  /** It was made here and is whole, and nothing is known of it any more. */
  | 'forgotten'
  /** It is a refresh token that was issued here. */
  | 'refresh-token'
  /** It is the code of a login. */
  | 'code'

const altered = { how: 'its signature does not fit what it says' }
const cut = { how: 'its signature is not complete' }

/** The mistake of showing `token`, which the store does not know. */
export function unknownTokenMistake(token: string, fault: TokenFault | null): Mistake {
  switch (fault) {
    case 'unsigned':
      return mistake('token-unsigned')
    case 'foreign-key':
      return mistake('token-of-foreign-key')
    case 'altered':
      return mistake('token-altered', { words: altered })
    case 'cut':
      return mistake('token-altered', { words: cut })
    case 'forgotten':
      return mistake('token-forgotten')
    case 'refresh-token':
      return mistake('bearer-is-refresh-token')
    case 'code':
      return mistake('bearer-is-code')
    case null: {
      const signed = token.split('.').length === 3
      return mistake('token-unknown', { words: { hint: signed ? ': its signature is not ours' : '' } })
    }
  }
}
