// Guesses what kind of client lies in a folder.
import type { ClientKind } from '../../transcript.js'

const serverFrameworks = ['express', 'fastify', 'koa', '@hapi/hapi', '@nestjs/core', 'hono', 'next', 'nuxt']
const browserTools = ['react-scripts', '@angular/core', '@vue/cli-service', 'vite', 'parcel']

/** The kind, and why: by what the client depends on, else a program that a person runs. */
export function guessKind(
  dependencies: readonly string[],
  files: readonly string[],
): { kind: ClientKind; because: string } {
  const server = serverFrameworks.find((name) => dependencies.includes(name))
  if (server) return { kind: 'web', because: `it depends on ${server}` }
  const browser = browserTools.find((name) => dependencies.includes(name))
  if (browser) return { kind: 'spa', because: `it depends on ${browser}` }
  if (files.includes('index.html')) return { kind: 'spa', because: 'it has an index.html' }
  return { kind: 'native', because: 'it is a program without a server framework' }
}
