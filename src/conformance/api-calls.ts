// What an API that accepts tokens did with each of them: the value that passes from gathering to judging.

/** One request to the API under test. */
export interface ApiCall {
  /** The flaw of its token: a variant of `token-acceptor`; null for a good one. */
  readonly variant: string | null
  /** Null when no answer came: `why` says what was seen instead. */
  readonly status: number | null
  readonly why: string | null
  /** The header `WWW-Authenticate` of the answer, all of them joined; null where there was none. */
  readonly challenge: string | null
  /** Header and claims of the token as texts, cut; empty where it has none that can be read. */
  readonly token: string
  /** How often the API asked the mock for its keys while it had this request. */
  readonly keyFetches: number
  /** What the API asked of the place that the token named, where nobody has a reason to go. */
  readonly elsewhere: readonly string[]
  /** What the API answered to a good token right afterwards; null when nothing came, or none was sent. */
  readonly goodAfter: number | null
}

/** Everything that was asked of one API. */
export interface ApiRun {
  /** A good token, before everything else. */
  readonly control: ApiCall
  readonly calls: readonly ApiCall[]
  /** Whether the run had the time for what takes a minute. */
  readonly full: boolean
}

/** The API did what it does for whoever may. */
export function isAccepted({ status }: Pick<ApiCall, 'status'>): boolean {
  return status !== null && status >= 200 && status < 400
}

/** It decided against the caller, whatever number it gave: 429 and a fault of its own are no decisions. */
export function isRefused({ status }: Pick<ApiCall, 'status'>): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429
}
