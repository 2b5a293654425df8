// Guesses what kind of client lies in a folder, by what it depends on and by what its source says.
import type { ClientKind } from '../../transcript.js'
import { loginPathsIn, opensBrowser, servesPages } from './source-signs.js'

/** What is known of a folder. */
export interface KindSigns {
  readonly dependencies: readonly string[]
  /** Whether its manifest names a program for the command line. */
  readonly hasProgram: boolean
  /** Names of its files. */
  readonly files: readonly string[]
  /** Texts of its source files. */
  readonly sources: readonly string[]
}

export interface GuessedKind {
  readonly kind: ClientKind
  /** A few words. */
  readonly because: string
  /** Pages on which a login may begin, as the source names them. */
  readonly loginPaths: readonly string[]
}

/** Packages that serve pages: of npm, of Python, and of Java, Ruby, PHP, Go by the names in their manifests. */
const serverFrameworks = [
  ...['express', 'fastify', 'koa', '@hapi/hapi', '@nestjs/core', 'hono', 'next', 'nuxt', '@remix-run/node'],
  ...['@sveltejs/kit', 'polka', 'restify', 'flask', 'django', 'fastapi', 'starlette', 'tornado', 'bottle'],
  ...[
    'aiohttp',
    'sanic',
    'quart',
    'rails',
    'sinatra',
    'laravel/framework',
    'slim/slim',
    'symfony/framework-bundle',
  ],
  ...['spring-boot-starter-web', 'spring-boot-starter-oauth2-client', 'Microsoft.NET.Sdk.Web'],
  ...[
    'github.com/gin-gonic/gin',
    'github.com/labstack/echo',
    'github.com/gofiber/fiber',
    'github.com/go-chi/chi',
  ],
]
const browserTools = [
  'react-scripts',
  '@angular/core',
  '@vue/cli-service',
  'vite',
  'parcel',
  'webpack-dev-server',
]
/** Packages that open the browser of the person in front of the machine. */
const openers = ['open', 'opener', 'better-opn', 'xdg-open']

function depends(names: readonly string[], dependencies: readonly string[]): string | undefined {
  return names.find((name) => dependencies.some((dependency) => dependency.replace(/\/v\d+$/, '') === name))
}

/** The kind, and why: by what the client depends on, then by its source, else a program that a person runs. */
export function guessKind({ dependencies, hasProgram, files, sources }: KindSigns): GuessedKind {
  const loginPaths = [...new Set(sources.flatMap(loginPathsIn))]
  const opener = depends(openers, dependencies)
  if (hasProgram && opener) {
    return {
      kind: 'native',
      because: `it is a command-line program that depends on ${opener}`,
      loginPaths: [],
    }
  }
  const server = depends(serverFrameworks, dependencies)
  if (server) return { kind: 'web', because: `it depends on ${server}`, loginPaths }
  const browser = depends(browserTools, dependencies)
  if (browser) return { kind: 'spa', because: `it depends on ${browser}`, loginPaths: [] }
  const [loginPath] = loginPaths
  if (loginPath !== undefined && sources.some(servesPages) && !opener && !sources.some(opensBrowser)) {
    return { kind: 'web', because: `its source serves the page ${loginPath}`, loginPaths }
  }
  if (files.includes('index.html')) return { kind: 'spa', because: 'it has an index.html', loginPaths: [] }
  return { kind: 'native', because: 'it is a program without a server framework', loginPaths: [] }
}
