// Mistakes as the mock words them, for transcripts that are built by hand.
import type { Mistake } from '../../src/server/protocol/mistake.js'

/** `parameter` was sent under another name. */
export function misnamed(parameter: string): Mistake {
  return {
    kind: 'parameter-misnamed',
    area: 'parameter',
    error: 'invalid_request',
    parameter,
    sentence: `camelCase was sent, but the parameter is called ${parameter}`,
    fix: `Rename the parameter to ${parameter}.`,
  }
}

/** Any mistake by its kind and its sentence. */
export function mistakeOf(kind: string, sentence: string, area: Mistake['area'] = 'token'): Mistake {
  return { kind, area, error: 'invalid_token', parameter: null, sentence, fix: 'Mend it.' }
}
