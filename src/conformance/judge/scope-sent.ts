// Where a client names scopes: the authorization request and every token request.
import type { Parameter } from '../../server/protocol/parameters.js'
import type { ObservedExchange, Transcript } from '../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from './authorize-request.js'
import type { Phase } from './checks/check.js'
import { tokenRequests } from './token-request.js'
import { noAuthorizeRequest } from './unseen.js'
import { inconclusive, notApplicable, type Verdict } from './verdict.js'

export interface SentScope {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  readonly phase: Phase
  readonly value: string
}

function scopesIn(
  { transcript, exchange }: Pick<AuthorizeRequest, 'transcript' | 'exchange'>,
  parameters: readonly Parameter[],
  phase: Phase,
): readonly SentScope[] {
  return parameters
    .filter(({ name, value }) => name === 'scope' && value !== '')
    .map(({ value }) => ({ transcript, exchange, phase, value }))
}

/** Every `scope` that has a value (RFC 6749 section 3.1: without one it counts as left out). */
export function sentScopes(transcripts: readonly Transcript[]): readonly SentScope[] {
  return [
    ...wholeAuthorizeRequests(transcripts).flatMap((request) =>
      scopesIn(request, request.parameters, 'authorization request'),
    ),
    ...transcripts
      .flatMap(tokenRequests)
      .flatMap((request) => scopesIn(request, request.parameters, 'token request')),
  ]
}

export function noScope(transcripts: readonly Transcript[]): Verdict<never> {
  if (wholeAuthorizeRequests(transcripts).length === 0) return inconclusive(noAuthorizeRequest(transcripts))
  return notApplicable('the client names no scope, so it gets those of its registration')
}
