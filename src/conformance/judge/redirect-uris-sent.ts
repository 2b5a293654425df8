// The redirect URIs of a run: each request that carries a usable one, and why there is none.
import { firstValue } from '../../server/protocol/parameters.js'
import type { Transcript } from '../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from './authorize-request.js'
import { type RedirectTarget, redirectTargetOf } from './redirect-target.js'
import { noAuthorizeRequest } from './unseen.js'
import { inconclusive, notApplicable, type Verdict } from './verdict.js'

export interface SentRedirect {
  readonly request: AuthorizeRequest
  readonly uri: string
  readonly target: RedirectTarget
}

/** The requests with a redirect URI whose target can be told; its form has its own check. */
export function sentRedirects(transcripts: readonly Transcript[]): readonly SentRedirect[] {
  return wholeAuthorizeRequests(transcripts).flatMap((request) => {
    const uri = firstValue(request.parameters, 'redirect_uri')
    const target = uri === null ? null : redirectTargetOf(uri)
    return uri === null || target === null ? [] : [{ request, uri, target }]
  })
}

/** Why no redirect URI was judged: `whyNone` speaks of those that were sent. */
export function noSuchRedirect(transcripts: readonly Transcript[], whyNone: string): Verdict<never> {
  if (wholeAuthorizeRequests(transcripts).length === 0) return inconclusive(noAuthorizeRequest(transcripts))
  if (sentRedirects(transcripts).length > 0) return notApplicable(whyNone)
  return notApplicable('no usable redirect_uri was sent (see redirect-uri.form)')
}
