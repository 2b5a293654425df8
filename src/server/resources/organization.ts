// The organisation as the API shows it.
import type { Organization } from '../state/seed.js'

/** The definition `Organization` of the public OpenAPI document. */
export function organizationOf({ id, name }: Organization) {
  return {
    id,
    name,
    defaultLanguage: 'en-US',
    defaultCountryCode: 'US',
    thirdPartyOrgName: name,
    domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    features: {},
    version: 1,
    state: 'active',
    voicemailEnabled: false,
    productPlatform: 'GenesysCloud',
    selfUri: `/api/v2/organizations/${id}`,
  }
}
