// The redirect back to the client carries another state than the client sent, or none, or a value twice.
import { canaryPath, otherHostOf } from '../protocol/other-host.js'
import {
  alteredText,
  extended,
  foreignText,
  formText,
  otherCase,
  plainText,
  truncated,
} from '../tampering/other-text.js'
import { type GoodAnswer, goodAnswerIn, redirectedWith } from '../tampering/redirect.js'
import { withOtherTarget } from '../tampering/state-data.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

/** A good answer to a client that sent a state; `raw` texts are form-encoded. */
interface StatefulAnswer extends GoodAnswer {
  readonly state: string
}

/** `change` gives the parameters to send instead; null leaves the answer as it is. */
function tamperWith(change: (answer: StatefulAnswer, about: Tampering) => readonly string[] | null): Tamper {
  return (honest, about) => {
    const answer = goodAnswerIn(honest, about)
    if (answer === null || answer.state === null) return honest
    const parameters = change({ ...answer, state: answer.state }, about)
    return parameters === null ? honest : redirectedWith(honest, answer, parameters)
  }
}

function variant<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['authorize'], tamper } as const
}

/** `change` gets the state and gives what to send instead, itself where it can make nothing else of it. */
function otherState<const Id extends string>(id: Id, what: string, change: (raw: string) => string) {
  return variant(
    id,
    what,
    tamperWith(({ code, state }) => {
      const other = change(state)
      return other === state ? null : [`code=${code}`, `state=${other}`]
    }),
  )
}

/** A page that nobody else would open. */
const otherTarget = ({ request }: Tampering) => `${otherHostOf(request.origin)}${canaryPath}?return-target`

const doubledRight = ['refuses the answer and sends no token request', 'starts a new login']

export const stateTamper = defineScenario({
  id: 'state-tamper',
  what: 'The mock sends back another state than it received.',
  right: ['refuses the answer and sends no token request', 'starts a new login'],
  variants: [
    otherState(
      'swapped',
      'The mock sends back a state of the same form, as from another login.',
      foreignText,
    ),
    variant(
      'dropped',
      'The mock sends back no state.',
      tamperWith(({ code }) => [`code=${code}`]),
    ),
    otherState('altered', 'The mock sends back the state with its first character changed.', alteredText),
    otherState(
      'other-case',
      'The mock sends back the state with capitals and small letters exchanged.',
      otherCase,
    ),
    otherState('truncated', 'The mock sends back the state without its last character.', truncated),
    otherState('extended', 'The mock sends back the state with one character more at its end.', extended),
    otherState('emptied', 'The mock sends back an empty state.', () => ''),
    {
      ...variant(
        'return-target-altered',
        'The mock sends back the state with another place to return to in it, and the rest as it was.',
        tamperWith(({ code, state }, about) => {
          const other = withOtherTarget(plainText(state), otherTarget(about))
          return other === null ? null : [`code=${code}`, `state=${formText(other)}`]
        }),
      ),
      right: [
        'refuses the answer and sends no token request',
        'signs in, and never goes to the altered place',
      ],
    },
    {
      ...variant(
        'state-doubled-right-first',
        'The mock sends back the state twice, the right one before another one.',
        tamperWith(({ code, state }) => [`code=${code}`, `state=${state}`, `state=${foreignText(state)}`]),
      ),
      right: doubledRight,
    },
    {
      ...variant(
        'state-doubled-right-last',
        'The mock sends back the state twice, another one before the right one.',
        tamperWith(({ code, state }) => [`code=${code}`, `state=${foreignText(state)}`, `state=${state}`]),
      ),
      right: doubledRight,
    },
    {
      ...variant(
        'code-doubled-right-first',
        'The mock sends the code twice, the right one before one that it never issued.',
        tamperWith(({ code, state }) => [`code=${code}`, `code=${foreignText(code)}`, `state=${state}`]),
      ),
      right: doubledRight,
    },
    {
      ...variant(
        'code-doubled-right-last',
        'The mock sends the code twice, one that it never issued before the right one.',
        tamperWith(({ code, state }) => [`code=${foreignText(code)}`, `code=${code}`, `state=${state}`]),
      ),
      right: doubledRight,
    },
    {
      id: 'earlier',
      what: 'The kit delivers the state of an earlier login of the same client in the place of the right one.',
      operatedBy: 'kit',
    },
    {
      id: 'exchanged',
      what: 'The kit begins two logins and delivers to each the state of the other.',
      operatedBy: 'kit',
    },
  ],
})
