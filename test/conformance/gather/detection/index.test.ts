import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detectClient } from '../../../../src/conformance/gather/detection/index.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const detect = (target: string, start?: string) => detectClient({ target, start, kind: undefined })

const found = [
  {
    name: 'the start script of a package.json',
    files: { 'package.json': '{"scripts":{"start":"node x.js"}}', 'index.js': '' },
    command: ['npm', 'start', '--silent'],
    startedWith: 'npm start',
  },
  {
    name: 'the main file of a package.json',
    files: { 'package.json': '{"main":"./lib.mjs"}', 'lib.mjs': '', 'index.js': '' },
    command: ['node', 'lib.mjs'],
    startedWith: 'node lib.mjs',
  },
  {
    name: 'an entry file when the main file does not exist',
    files: { 'package.json': '{"main":"gone.js"}', 'index.js': '' },
    command: ['node', 'index.js'],
    startedWith: 'node index.js',
  },
  {
    name: 'the only program',
    files: { 'oddly-named.py': '', 'README.md': '' },
    command: ['python3', 'oddly-named.py'],
    startedWith: 'python3 oddly-named.py',
  },
  {
    name: 'the obviously named one of several',
    files: { 'main.py': '', 'tools.py': '' },
    command: ['python3', 'main.py'],
    startedWith: 'python3 main.py',
  },
  {
    name: 'the plainest of several obvious names',
    files: { 'main.py': '', 'login.py': '', 'server.py': '' },
    command: ['python3', 'main.py'],
    startedWith: 'python3 main.py',
  },
  {
    name: 'a shell script that is not executable',
    files: { 'login.sh': 'echo' },
    command: ['sh', 'login.sh'],
    startedWith: 'sh login.sh',
  },
  {
    name: 'an executable shell script by its own first line',
    files: { 'login.sh*': '#!/bin/bash' },
    command: ['./login.sh'],
    startedWith: './login.sh',
  },
  {
    name: 'an executable without ending',
    files: { 'my-client*': '#!/bin/sh' },
    command: ['./my-client'],
    startedWith: './my-client',
  },
]

const notFound = [
  { name: 'an empty folder', files: {}, why: /is empty; name the command with --start/ },
  { name: 'a folder without programs', files: { 'README.md': '' }, why: /it has no program/ },
  {
    name: 'two obvious entry files',
    files: { 'index.mjs': '', 'main.py': '' },
    why: /2 programs and none is obviously the first: index.mjs, main.py/,
  },
  {
    name: 'several programs without an obvious name',
    files: { 'a.js': '', 'b.js': '' },
    why: /none is obviously the first: a.js, b.js/,
  },
  {
    name: 'a package.json that is no JSON',
    files: { 'package.json': '{' },
    why: /package.json is not valid JSON/,
  },
  {
    name: 'a package.json without start and main in a folder without programs',
    files: { 'package.json': '{}' },
    why: /no start script and no main file, and it has no program/,
  },
  { name: 'a package.json that is a list', files: { 'package.json': '[]' }, why: /no start script/ },
]

describe('detectClient', () => {
  for (const row of found) {
    test(`finds ${row.name}`, () => {
      const detected = detect(temporaryFolder(row.files))
      expect(detected).toMatchObject({
        kind: 'found',
        plan: { command: row.command, startedWith: row.startedWith },
      })
    })
  }

  for (const row of notFound) {
    test(`finds no start in ${row.name}, and says why`, () => {
      const detected = detect(temporaryFolder(row.files))
      expect(detected.kind === 'none' && detected.why).toMatch(row.why)
    })
  }

  test('runs a file in its own folder', () => {
    const folder = temporaryFolder({ 'a.mjs': '', 'b.mjs': '' })
    expect(detect(join(folder, 'b.mjs'))).toMatchObject({
      kind: 'found',
      plan: { command: ['node', 'b.mjs'], folder },
    })
  })

  test('says that a file is not executable', () => {
    const detected = detect(join(temporaryFolder({ client: 'x' }), 'client'))
    expect(detected.kind === 'none' && detected.why).toMatch(/not executable and its ending is not one of/)
  })

  test('takes the command of the user in any folder', () => {
    const folder = temporaryFolder({})
    expect(detect(folder, 'go run .')).toMatchObject({
      kind: 'found',
      plan: { command: ['sh', '-c', 'go run .'], startedWith: 'go run .', folder },
    })
  })

  const kinds = [
    {
      name: 'web for a server framework',
      files: { 'package.json': '{"scripts":{"start":"x"},"dependencies":{"express":"5"}}' },
      kind: 'web',
    },
    {
      name: 'spa for a bundler',
      files: { 'package.json': '{"scripts":{"start":"x"},"dependencies":{"vite":"8"}}' },
      kind: 'spa',
    },
    {
      name: 'spa for a bundler that is needed only for development',
      files: { 'package.json': '{"scripts":{"dev":"x"},"devDependencies":{"vite":"8"}}' },
      kind: 'spa',
    },
    {
      name: 'native for a command-line program that opens a browser and listens with express',
      files: {
        'package.json': '{"bin":"cli.js","scripts":{"start":"x"},"dependencies":{"express":"5","open":"11"}}',
      },
      kind: 'native',
    },
    {
      name: 'native for anything else',
      files: { 'package.json': '{"scripts":{"start":"x"}}' },
      kind: 'native',
    },
    {
      name: 'web for a server of the standard library with a login page',
      files: { 'index.js': `createServer((q) => { if (q.url === '/login') begin() })` },
      kind: 'web',
    },
    {
      name: 'native for a server of the standard library that only waits for the callback',
      files: {
        'index.js': `createServer(); fetch(base + '/oauth/token'); page('/oauth/authorize', '/callback')`,
      },
      kind: 'native',
    },
    {
      name: 'native for a program that serves a login page and opens the browser itself',
      files: { 'main.py': `import webbrowser\nHTTPServer(("", 1), H)\nwebbrowser.open("/login")` },
      kind: 'native',
    },
    {
      name: 'web for Flask in the requirements',
      files: { 'main.py': '', 'requirements.txt': '# server\nFlask==3.1\nrequests\n' },
      kind: 'web',
    },
    {
      name: 'web for FastAPI in a pyproject.toml',
      files: { 'main.py': '', 'pyproject.toml': '[project]\ndependencies = ["fastapi>=0.1", "httpx"]\n' },
      kind: 'web',
    },
    {
      name: 'web for Spring Boot',
      files: {
        'run.sh': '',
        'pom.xml': '<dependency><artifactId>spring-boot-starter-web</artifactId></dependency>',
      },
      kind: 'web',
    },
    {
      name: 'web for Gin in a go.mod',
      files: { 'run.sh': '', 'go.mod': 'module x\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n)\n' },
      kind: 'web',
    },
    {
      name: 'web for Sinatra in a Gemfile',
      files: { 'main.rb': '', Gemfile: `source 'https://example.org'\ngem 'sinatra'\n` },
      kind: 'web',
    },
    {
      name: 'native for a Python program whose requirements only name a client',
      files: { 'main.py': '', 'requirements.txt': 'requests-oauthlib\nflask-like-name\n' },
      kind: 'native',
    },
  ]
  for (const row of kinds) {
    test(`guesses ${row.name}`, () => {
      expect(detect(temporaryFolder(row.files))).toMatchObject({ plan: { kind: row.kind } })
    })
  }

  test('runs the script for development where there is no start script', () => {
    const folder = temporaryFolder({ 'package.json': '{"scripts":{"build":"x","dev":"y"}}' })
    expect(detect(folder)).toMatchObject({
      plan: { command: ['npm', 'run', '--silent', 'dev'], startedWith: 'npm run dev' },
    })
  })

  test('names the pages of the source on which a login may begin, and none of the login service', () => {
    const source = `app.get('/'); app.get('/auth/genesys'); app.get("/callback"); app.get('/logout'); post(base + '/oauth/token'); app.use('/api/login')`
    const folder = temporaryFolder({
      'package.json': '{"scripts":{"start":"x"},"dependencies":{"express":"5"}}',
      'src/routes.js': source,
      'server/index.ts': `router.get('/sign-in')`,
    })
    expect(detect(folder)).toMatchObject({ plan: { loginPaths: ['/auth/genesys', '/sign-in'] } })
  })
})
