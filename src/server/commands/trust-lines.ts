// How clients of each runtime learn to trust a CA, by their environment and without touching any system store.

export interface TrustedCa {
  /** Absolute path of its certificate. */
  readonly file: string
  /** SHA-256 of its public key in base64. */
  readonly spkiHash: string
}

interface Row {
  readonly runtimes: string
  /** Lines for the shell in which the client is started; `set` makes one that sets a variable. */
  readonly lines: (file: string, tools: Tools) => readonly string[]
}

interface Tools {
  readonly set: (variable: string, value: string) => string
  readonly quote: (text: string) => string
  readonly spkiHash: string
}

const variable =
  (name: string) =>
  (file: string, { set }: Tools) => [set(name, file)]

/** The lines for the runtimes of the SDKs. */
const lines = { node: variable('NODE_EXTRA_CA_CERTS'), openssl: variable('SSL_CERT_FILE'), java }

const rows: readonly Row[] = [
  { runtimes: 'Node.js, Bun', lines: lines.node },
  { runtimes: 'Deno', lines: variable('DENO_CERT') },
  { runtimes: 'Python: requests, requests-oauthlib, Authlib', lines: variable('REQUESTS_CA_BUNDLE') },
  { runtimes: 'Python: urllib, httpx, aiohttp', lines: variable('SSL_CERT_FILE') },
  { runtimes: 'Go, Ruby, PHP, Rust, .NET (on Linux)', lines: lines.openssl },
  { runtimes: 'curl', lines: variable('CURL_CA_BUNDLE') },
  { runtimes: 'wget', lines: (file, { quote }) => [`wget --ca-certificate=${quote(file)} ...`] },
  { runtimes: 'Java', lines: lines.java },
  { runtimes: 'Chromium, Chrome', lines: chromium },
]

function java(file: string, { set, quote }: Tools): readonly string[] {
  const store = file.replace(/\.pem$/, '.p12')
  // The variable is split at spaces, and knows quotes.
  const path = /\s/.test(store) ? `"${store}"` : store
  const options = `-Djavax.net.ssl.trustStore=${path} -Djavax.net.ssl.trustStorePassword=changeit`
  const importing = [
    'keytool -importcert -noprompt -alias gc-mock-oauth -storetype PKCS12 -storepass changeit',
  ]
  return [
    [...importing, `-file ${quote(file)} -keystore ${quote(store)}`].join(' '),
    set('JAVA_TOOL_OPTIONS', options),
  ]
}

function chromium(_file: string, { spkiHash }: Tools): readonly string[] {
  return [`chromium --user-data-dir=PROFILE --ignore-certificate-errors-spki-list=${spkiHash}`]
}

/** A word that a POSIX shell takes as it is written. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

const posix = { quote: quoted, set: (name: string, value: string) => `export ${name}=${quoted(value)}` }

const powerShellQuoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const powerShell = {
  quote: powerShellQuoted,
  set: (name: string, value: string) => `$env:${name} = ${powerShellQuoted(value)}`,
}

const notes = [
  'Set these for the client alone, in the shell that starts it. Except for those of Node.js, Bun and Deno they',
  'take the place of the usual authorities: a client that calls other hosts too needs a file with both.',
  'Go, Ruby and .NET obey theirs on Linux; on other systems they ask the system.',
]

const overPlainHttp = 'To call a mock without --https from oauthlib, which refuses http:'

/** The lines for one runtime. `platform` is `linux`, `darwin`, `win32`, ... */
export function trustLinesFor(
  runtime: keyof typeof lines,
  file: string,
  platform: string,
): readonly string[] {
  return lines[runtime](file, { ...(platform === 'win32' ? powerShell : posix), spkiHash: '' })
}

/** The lines for every runtime, as text. `platform` is `linux`, `darwin`, `win32`, ... */
export function trustLines({ file, spkiHash }: TrustedCa, platform: string): string {
  const tools = { ...(platform === 'win32' ? powerShell : posix), spkiHash }
  const blocks = rows.map(({ runtimes, lines: linesFor }) =>
    [`  ${runtimes}`, ...linesFor(file, tools).map((line) => `    ${line}`)].join('\n'),
  )
  return [
    ...blocks,
    '',
    ...notes,
    '',
    overPlainHttp,
    `    ${tools.set('OAUTHLIB_INSECURE_TRANSPORT', '1')}`,
    '',
  ].join('\n')
}
