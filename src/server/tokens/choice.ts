// Which kind of tokens a mock makes.

import type { Random } from '../ports.js'
import type { Policy } from '../protocol/policy.js'
import type { Tokens } from './issuer.js'
import { createKeyFile } from './key-file.js'
import type { SigningKey } from './keys.js'
import { createOpaqueTokens } from './opaque-tokens.js'
import { createSignedTokens } from './signed.js'

export interface TokenChoice {
  readonly policy: Pick<Policy, 'tokenFormat' | 'signingAlgorithm'>
  /** Decides the algorithm by its kind; null: a key is made, or taken from the data folder. */
  readonly signingKey: SigningKey | null
  /** Where keys are kept; null: they end with the mock. */
  readonly dataDir: string | null
}

export function createTokens({ policy, signingKey, dataDir }: TokenChoice, random: Random): Tokens {
  if (policy.tokenFormat === 'opaque') {
    const nothing = async () => {}
    return { ...createOpaqueTokens(random), load: nothing, prepare: nothing }
  }
  const algorithm = policy.signingAlgorithm
  const keyFile = dataDir === null ? null : createKeyFile(dataDir, algorithm, random)
  return createSignedTokens(signingKey, { algorithm, keyFile })
}
