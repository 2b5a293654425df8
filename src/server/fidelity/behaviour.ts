// One behaviour of the mock: what it does, how it is known that the real service does so, and its switch.

/**
 * `documented`: the documentation of Genesys, or its OpenAPI document, says it. `sdk`: the source of an official
 * SDK or tool shows it. `reported`: somebody saw it and published what was seen. `assumed`: no source that can be
 * trusted shows it; the reason says why the mock does it so.
 */
export type Evidence = 'documented' | 'sdk' | 'reported' | 'assumed'

export interface Behaviour {
  /** Stable: other documents name it. */
  readonly id: string
  /** What the mock does, one clause. */
  readonly what: string
  readonly evidence: Evidence
  /** Where it can be read; for what is assumed, the reason. */
  readonly source: string
  /** The option that changes it; null where nothing does. */
  readonly option: string | null
}

function made(evidence: Evidence) {
  return (id: string, what: string, source: string, option: string | null = null): Behaviour => {
    return { id, what, evidence, source, option }
  }
}

export const documented = made('documented')
export const sdk = made('sdk')
export const reported = made('reported')
export const assumed = made('assumed')

/** The sources that several behaviours share. */
export const sources = {
  authorizationCode: 'developer.genesys.cloud: authorization code grant',
  parameters: 'developer.genesys.cloud: additional authorization parameters',
  refresh: 'developer.genesys.cloud, forum 7422: announcement of refresh tokens',
  limits: 'developer.genesys.cloud, forum 12028: announcement of normalized 429 responses',
  openapi: 'OpenAPI document of the platform API (July 2026)',
  javascript: 'purecloud-platform-client-v2 262 (JavaScript SDK)',
  cli: 'platform-client-sdk-common: sources and README of the CLI',
  sdks: 'the official SDKs for JavaScript, Python, Java, .NET and Go',
  probe: 'probe of login.mypurecloud.com of 2026-07-19, published in api-evangelist/genesys',
} as const
