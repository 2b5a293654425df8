// What a run has come to, in a few words for a person who waits.
import type { Exchange } from '../../server/index.js'

const steps: readonly (readonly [endpoint: RegExp, step: string])[] = [
  [/^oauth-authorize$/, 'login page'],
  [/^oauth-token$/, 'token request'],
  [/^oauth-revoke$|^logout$/, 'logout'],
  [/^api-/, 'API call'],
]

/** The step that an exchange is a sign of: `token request`. */
export function stepOf({ endpoint }: Pick<Exchange, 'endpoint'>): string {
  return steps.find(([pattern]) => pattern.test(endpoint ?? ''))?.[1] ?? 'request'
}
