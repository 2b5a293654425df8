// The official Go SDK.
import { defineSnippet, literal, type Wiring } from './snippet.js'

/**
 * `BasePath` serves login and API from one origin: `AuthorizePKCEGrant` makes the login URL of it by putting
 * `//login.` for `//api.` alone (configuration.go of the SDK). `SetGateway` needs its `Auth` as well, or panics.
 */
function source({ url, clientId }: Wiring): string {
  return `// The number in the import is that of the version in your go.mod.
package login

import "github.com/mypurecloud/platform-client-sdk-go/v199/platformclientv2"

const clientID = ${literal(clientId)}

// Redeem redeems the code that came back to the redirect URI, and gives the user.
func Redeem(code, codeVerifier, redirectURI string) (*platformclientv2.Userme, error) {
	config := platformclientv2.GetDefaultConfiguration()
	config.BasePath = ${literal(url)}
	if _, err := config.AuthorizePKCEGrant(clientID, codeVerifier, code, redirectURI); err != nil {
		return nil, err
	}
	me, _, err := platformclientv2.NewUsersApi().GetUsersMe(nil, "")
	return me, err
}
`
}

export const go = defineSnippet({
  id: 'go',
  aliases: ['golang'],
  name: 'Go SDK (github.com/mypurecloud/platform-client-sdk-go)',
  trustedBy: 'openssl',
  comment: '//',
  source,
})
