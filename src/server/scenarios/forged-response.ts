// Answers that the client did not ask for, delivered to its redirect URI or beside it. The mock stays honest.
import { defineScenario } from './scenario.js'

const refuses = ['refuses it, and sends no token request', 'sends a token request that PKCE lets fail']
const nothing = ['says that no login is under way, and sends no token request']
const waits = ['goes on waiting, and ends signed in with the answer that comes afterwards']
const elsewhere = ['ignores or refuses it, and sends no token request', 'answers 404 there']

function operated<const Id extends string>(id: Id, what: string, right: readonly string[]) {
  return { id, what, operatedBy: 'kit', right } as const
}

export const forgedResponse = defineScenario({
  id: 'forged-response',
  what: 'The kit delivers answers that the client did not ask for, or at another place; the mock stays honest.',
  right: refuses,
  variants: [
    operated(
      'code-without-state',
      'The kit delivers a good code of a login of its own, without a state, into a login that is under way.',
      refuses,
    ),
    operated(
      'code-with-guessed-state',
      'The kit delivers a good code of a login of its own, with a state that it guessed, into a login that is under way.',
      refuses,
    ),
    operated(
      'code-with-foreign-state',
      'The kit delivers a good code and the state of a login of its own into a login that is under way.',
      refuses,
    ),
    operated('unsolicited', 'The kit delivers a code and a state while no login was ever begun.', nothing),
    operated('unsolicited-error', 'The kit delivers an error while no login was ever begun.', nothing),
    operated(
      'other-path',
      'The kit delivers the right answer at another path of the redirect URI.',
      elsewhere,
    ),
    operated(
      'other-host',
      'The kit delivers the right answer at localhost where the redirect URI has the address, or the other way round.',
      elsewhere,
    ),
    operated(
      'second-registered-path',
      'The kit delivers the right answer at another redirect URI that is registered for the client.',
      elsewhere,
    ),
    operated('favicon-first', 'The kit asks for /favicon.ico before it delivers the right answer.', waits),
    operated(
      'other-path-first',
      'The kit asks for a page that is none before it delivers the right answer.',
      waits,
    ),
    operated('wrong-state-first', 'The kit delivers an answer with a wrong state before the right one.', [
      ...waits,
      'ends the login with an error',
    ]),
    operated('head-first', 'The kit sends the right answer by HEAD before it delivers it by GET.', waits),
    operated(
      'options-first',
      'The kit sends the right answer by OPTIONS before it delivers it by GET.',
      waits,
    ),
    operated('port-taken', 'The kit listens on the port of the redirect URI before the client does.', [
      'takes another port',
      'says that the port is taken',
    ]),
  ],
})
