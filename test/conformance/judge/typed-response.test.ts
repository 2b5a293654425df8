import { describe, expect, test } from 'vitest'
import { callbackDuplicateParams } from '../../../src/conformance/judge/checks/callback.duplicate-params.js'
import { callbackErrorStops } from '../../../src/conformance/judge/checks/callback.error-stops.js'
import { nativeListenerLifecycle } from '../../../src/conformance/judge/checks/native.listener-lifecycle.js'
import { redirectUriReceivedExact } from '../../../src/conformance/judge/checks/redirect-uri.received-exact.js'
import { typedIn } from '../../../src/conformance/judge/typed-response.js'
import { transcript } from '../../support/transcript-builder.js'

const typed = (what: 'url' | 'code') => ({ kind: 'typed', what, prompt: 'Paste it:', at: 1 }) as const
const login = (...answers: readonly ('url' | 'code' | number)[]) =>
  answers
    .reduce(
      (run, answer) => run.callback(typeof answer === 'number' ? answer : typed(answer)),
      transcript().authorize(),
    )
    .token()
    .api()
    .ended('client-finished', 0)
const tools = { mask: (secret: string) => `${secret.length} characters` }

describe('typed-response', () => {
  const rows = [
    { name: 'a pasted address', answers: ['url'], is: 'url' },
    { name: 'a pasted code', answers: ['code'], is: 'code' },
    { name: 'a listener', answers: [200], is: null },
    { name: 'a listener beside a prompt', answers: ['url', 200], is: null },
    { name: 'no callback at all', answers: [], is: null },
  ] as const
  for (const { name, answers, is } of rows) {
    test(`sees ${name}`, () => expect(typedIn([login(...answers)])).toBe(is))
  }

  const judged = [
    { check: nativeListenerLifecycle, what: 'url', says: /it has no listener/ },
    { check: redirectUriReceivedExact, what: 'url', says: /it has no listener/ },
    { check: callbackErrorStops, what: 'code', says: /never sees the error/ },
    { check: callbackDuplicateParams, what: 'code', says: /never sees the parameters/ },
  ] as const
  for (const { check, what, says } of judged) {
    test(`${check.id} does not apply to a client whose user types the ${what}`, () => {
      const verdict = check.judge([login(what)], tools)
      expect(verdict).toMatchObject({ outcome: 'not-applicable', reason: expect.stringMatching(says) })
    })
  }
})
