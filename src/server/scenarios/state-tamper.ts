// The redirect back to the client carries another state than the client sent, or none.
import { headerOf, withHeader } from '../protocol/message.js'
import { alteredText, foreignText } from '../tampering/other-text.js'
import { defineScenario, type Tamper } from './scenario.js'

/** What the authorize endpoint adds to the redirect URI when a login succeeds and the client sent a state. */
const codeAndState = /([?&]code=[^&]+)&state=([^&]+)$/

/** `change` gets the state as it stands in the URL, form-encoded, and gives what to send instead. */
function tamperWith(change: (raw: string) => string | null): Tamper {
  return (honest, { endpoint }) => {
    if (endpoint !== 'oauth-authorize') return honest
    const location = headerOf(honest, 'location')
    if (location === undefined || !codeAndState.test(location)) return honest
    const tampered = location.replace(codeAndState, (_match, code: string, raw: string) => {
      const other = change(raw)
      return other === null ? code : `${code}&state=${other}`
    })
    return withHeader(honest, 'Location', tampered)
  }
}

export const stateTamper = defineScenario({
  id: 'state-tamper',
  what: 'The mock sends back another state than it received.',
  variants: [
    {
      id: 'swapped',
      what: 'The mock sends back a state of the same form, as from another login.',
      concerns: 'authorize',
      tamper: tamperWith(foreignText),
    },
    {
      id: 'dropped',
      what: 'The mock sends back no state.',
      concerns: 'authorize',
      tamper: tamperWith(() => null),
    },
    {
      id: 'altered',
      what: 'The mock sends back the state with its first character changed.',
      concerns: 'authorize',
      tamper: tamperWith(alteredText),
    },
  ],
})
