// The Genesys Cloud CLI, `gc`.
import { defineSnippet, type Wiring } from './snippet.js'

/**
 * `gc gateway --file` takes JSON whose port is text and keeps it in the profile; token and API go there
 * (gateway.go and config.go of the CLI). The page of its PKCE login (grant type 3 of a profile) goes to
 * `https://login.<environment>` whatever the gateway is; an environment with `localhost` in it skips the login.
 */
function source({ hostname, protocol, port, clientId, url }: Wiring): string {
  const gateway = JSON.stringify({ protocol, host: hostname, port: String(port) })
  return `set -e

# In the profile: environment mypurecloud.com, and this client id (see "gc profiles new").
export GENESYSCLOUD_REGION=mypurecloud.com
export GENESYSCLOUD_OAUTHCLIENT_ID=${quoted(clientId)}

# Token and API. "gc gateway disable" takes it back.
gateway=$(mktemp)
cat > "$gateway" <<'JSON'
${gateway}
JSON
gc gateway --file="$gateway"
rm "$gateway"

# The page of a PKCE login is always https://login.mypurecloud.com/oauth/authorize. For that one, let the name lead
# to this machine in /etc/hosts, and run "gc-mock-oauth start --https --port 443"; the rest works at ${url}.
`
}

/** A word that a POSIX shell takes as it is written. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

export const gc = defineSnippet({
  id: 'gc',
  aliases: ['cli', 'shell', 'sh', 'bash'],
  name: 'Genesys Cloud CLI (gc), as a shell script',
  trustedBy: 'openssl',
  comment: '#',
  source,
})
