// Signed access tokens as an application that accepts them may meet them.

import { givesToken } from '../tampering/instead.js'
import { alteredText } from '../tampering/other-text.js'
import { defineScenario, type Tamper } from './scenario.js'

/** Header, payload and signature of a JWT in the answer of the token endpoint. */
const signedToken = /("access_token":"[\w-]+\.[\w-]+\.)([\w-]+)"/

/** The first character of the signature: at the end there may be bits that do not count. */
const brokenSignature: Tamper = (honest, about) => {
  if (!givesToken(honest, about) || !signedToken.test(honest.body)) return honest
  const body = honest.body.replace(
    signedToken,
    (_token, signed: string, signature: string) => `${signed}${alteredText(signature)}"`,
  )
  return { ...honest, body }
}

export const tokenAcceptor = defineScenario({
  id: 'token-acceptor',
  what: 'The mock signs access tokens in ways that an application which accepts them must tell apart.',
  variants: [
    {
      id: 'key-rotated',
      what: 'The mock signs each access token with a new key; the earlier keys stay published.',
      concerns: 'token',
      rotatesKeys: true,
    },
    {
      id: 'signature-broken',
      what: 'The mock gives access tokens whose signature is wrong in its first character.',
      concerns: 'token',
      tamper: brokenSignature,
    },
  ],
})
