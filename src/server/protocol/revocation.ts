// Why a family of tokens is dead, in words.
import type { Revocation } from './records.js'

const causes: Readonly<Record<Revocation['why'], readonly [cause: string, remedy: string]>> = {
  replay: ['the replay of its code', 'Redeem each code once (an effect that runs twice sends it twice).'],
  logout: ['a logout', 'Log in again, and forget the token when logging out.'],
  deletion: ['the deletion of all tokens of its user', 'Log in again.'],
  'refresh-reuse': [
    'the reuse of a rotated refresh token',
    'Refresh once at a time, and store the new refresh token before the old one is used again.',
  ],
}

/** What revoked the tokens, and what to do about it. */
export function revocationInWords({ why }: Revocation): { readonly cause: string; readonly remedy: string } {
  const [cause, remedy] = causes[why]
  return { cause, remedy }
}
