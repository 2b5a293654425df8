import { describe, expect, test } from 'vitest'
import { trustLines } from '../../../src/server/commands/trust-lines.js'

const spkiHash = 'OeUZ6o9gVuEDCvbPKcPBm6lrIBYV6ZoEZiAlLkEEGgU='

/** The lines under each heading. */
function blocks(file: string, platform: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {}
  let heading = ''
  for (const line of trustLines({ file, spkiHash }, platform).split('\n')) {
    if (/^(?: {2})?\S/.test(line)) heading = line.trim()
    else if (/^ {4}\S/.test(line)) found[heading] = [...(found[heading] ?? []), line.trim()]
  }
  return found
}

describe('trust-lines', () => {
  test('each runtime has its variable', () => {
    const lines = blocks('/data/ca.pem', 'linux')
    expect(lines).toMatchObject({
      'Node.js, Bun': ['export NODE_EXTRA_CA_CERTS=/data/ca.pem'],
      Deno: ['export DENO_CERT=/data/ca.pem'],
      'Python: requests, requests-oauthlib, Authlib': ['export REQUESTS_CA_BUNDLE=/data/ca.pem'],
      'Python: urllib, httpx, aiohttp': ['export SSL_CERT_FILE=/data/ca.pem'],
      'Go, Ruby, PHP, Rust, .NET (on Linux)': ['export SSL_CERT_FILE=/data/ca.pem'],
      curl: ['export CURL_CA_BUNDLE=/data/ca.pem'],
      wget: ['wget --ca-certificate=/data/ca.pem ...'],
      Java: [
        'keytool -importcert -noprompt -alias gc-mock-oauth -storetype PKCS12 -storepass changeit ' +
          '-file /data/ca.pem -keystore /data/ca.p12',
        "export JAVA_TOOL_OPTIONS='-Djavax.net.ssl.trustStore=/data/ca.p12 -Djavax.net.ssl.trustStorePassword=changeit'",
      ],
      'Chromium, Chrome': [
        `chromium --user-data-dir=PROFILE --ignore-certificate-errors-spki-list=${spkiHash}`,
      ],
    })
  })

  test('oauthlib gets the switch by which it accepts http', () => {
    expect(trustLines({ file: '/ca.pem', spkiHash }, 'linux')).toContain(
      'export OAUTHLIB_INSECURE_TRANSPORT=1',
    )
  })

  test('paths with spaces and quotes are quoted for the shell', () => {
    const lines = blocks("/Users/me/Application Support/it's/ca.pem", 'darwin')
    expect(lines['curl']).toEqual(["export CURL_CA_BUNDLE='/Users/me/Application Support/it'\\''s/ca.pem'"])
    expect(lines['Java']?.[1]).toContain('trustStore="/Users/me/Application Support/it')
  })

  test('on Windows the lines are those of PowerShell', () => {
    const lines = blocks("C:\\it's\\ca.pem", 'win32')
    expect(lines['Node.js, Bun']).toEqual(["$env:NODE_EXTRA_CA_CERTS = 'C:\\it''s\\ca.pem'"])
    expect(Object.values(lines).flat().join('\n')).not.toContain('export ')
  })
})
