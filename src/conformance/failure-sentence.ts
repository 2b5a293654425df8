// Recognises why a program could not work in what it printed: something to install, a port, a name.
import { classifyHost, hostOf } from '../server/protocol/regions.js'

interface Sign {
  readonly pattern: RegExp
  /** The sentence, made of what the pattern caught; null when it says nothing after all. */
  sentence(caught: string, text: string): string | null
}

function packageSentence(name: string, runtime: string, how: string): string {
  return `It needs the ${runtime} "${name}": install its dependencies first (${how}).`
}

/** `./config.js` is a file of the client itself, and no package. */
function isOwnFile(name: string): boolean {
  return name.startsWith('.') || name.startsWith('/') || name.startsWith('file:')
}

function missingNodeModule(name: string): string {
  if (!isOwnFile(name)) return packageSentence(name, 'package', 'npm install in its folder')
  const built = /\/(?:dist|build|out|lib)\//.test(name)
    ? ' It may have to be built first (npm run build).'
    : ''
  return `Its file ${name} is missing.${built}`
}

/** How runtimes say that a host name has no address. */
const unresolved =
  /ENOTFOUND|EAI_AGAIN|getaddrinfo|could not resolve host|name or service not known|name resolution|no such host|failed to resolve|UnknownHostException/i

/** What there is to say of a host of Genesys, or of what was meant to be one, that could not be found. */
function unresolvedHost(text: string): string | null {
  const lines = text.split('\n').filter((line) => unresolved.test(line))
  for (const name of lines.flatMap((line) => line.match(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [])) {
    const reading = classifyHost(name)
    if (reading.kind === 'unknown') continue
    const { aws, domain } = reading.region
    return reading.kind === 'near-miss'
      ? `It looked for ${name}: no such Genesys host; ${aws} is ${domain}, so ${hostOf(reading.region, reading.service)}.`
      : `It called ${name}, the real service (region ${aws}), in place of the mock: let it take the address from GC_PKCE_LOGIN_URL and GC_PKCE_API_URL.`
  }
  return null
}

const signs: readonly Sign[] = [
  {
    pattern: /Cannot find (?:module|package) '([^']+)'/,
    sentence: missingNodeModule,
  },
  {
    pattern: /(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)/,
    sentence: (name) => packageSentence(name, 'Python module', 'pip install -r requirements.txt, say'),
  },
  {
    pattern: /ImportError: (cannot import name .+)/,
    sentence: (what) =>
      `Python says: ${what}. The installed version of a dependency may not be the right one.`,
  },
  {
    pattern: /cannot load such file -- (\S+)/,
    sentence: (name) => packageSentence(name, 'Ruby library', 'bundle install'),
  },
  {
    pattern: /no required module provides package ([^\s;:]+)|cannot find package "([^"]+)"/,
    sentence: (name) => packageSentence(name, 'Go package', 'go mod download'),
  },
  {
    pattern: /(vendor\/autoload\.php)/,
    sentence: () => 'It needs its PHP packages: install its dependencies first (composer install).',
  },
  {
    pattern: /(?:NoClassDefFoundError|ClassNotFoundException|Could not find or load main class):? ([\w./]+)/,
    sentence: (name) => `Java does not find the class ${name}: build it first, with its dependencies.`,
  },
  {
    pattern:
      /(?:EADDRINUSE|[Aa]ddress (?:already )?in use)[^\n]*:(\d{2,5})\s*$|:(\d{2,5}): bind: address already|EADDRINUSE|[Aa]ddress already in use|[Pp]ort (\d{2,5}) is (?:already )?in use/m,
    sentence: (port) =>
      `It could not listen${port === '' ? '' : ` on port ${port}`}: another program has that port. End that program, or give the client another port.`,
  },
  {
    pattern: /Missing script: "?([\w:-]+)"?/,
    sentence: (name) => `Its package.json has no script "${name}".`,
  },
  {
    pattern:
      /(?:sh|bash|zsh|dash)?:? ?(?:\d+: |line \d+: )?(?<![\w./-])([\w./-]+): (?:command )?not found\b|'([\w.-]+)' is not recognized as an internal/,
    sentence: (name) =>
      `The program "${name}" is not there: install the dependencies of the client first, or that program.`,
  },
  {
    pattern: /listen(?:ing on)?[^\n]*(?:EACCES|permission denied)[^\n]*:(\d{1,4})\b/i,
    sentence: (port) => `It may not listen on port ${port}: ports below 1024 belong to the administrator.`,
  },
  {
    pattern: /EACCES|permission denied/i,
    sentence: () =>
      'A file could not be run or read: is it executable (chmod +x), and may this user read it?',
  },
  { pattern: unresolved, sentence: (_caught, text) => unresolvedHost(text) },
]

/**
 * Why the program failed, as what it printed tells it, and what to do about that: one or two sentences. Null when
 * nothing is recognised.
 */
export function failureSentence(output: string): string | null {
  for (const { pattern, sentence } of signs) {
    const found = pattern.exec(output)
    if (found === null) continue
    const said = sentence(found.slice(1).find((part) => part !== undefined) ?? '', output)
    if (said !== null) return said
  }
  return null
}
