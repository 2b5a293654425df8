import { describe, expect, test } from 'vitest'
import { failureSentence } from '../../src/conformance/failure-sentence.js'

/** Last words of programs as their runtimes print them. */
const rows = [
  {
    output: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from /app/index.mjs",
    says: 'It needs the package "express": install its dependencies first (npm install in its folder).',
  },
  {
    output: "Error: Cannot find module 'passport'\nRequire stack:\n- /app/index.js",
    says: 'It needs the package "passport": install its dependencies first (npm install in its folder).',
  },
  {
    output: "Error: Cannot find module '/app/dist/main.js'",
    says: 'Its file /app/dist/main.js is missing. It may have to be built first (npm run build).',
  },
  { output: "Error: Cannot find module './config.js'", says: 'Its file ./config.js is missing.' },
  {
    output: "ModuleNotFoundError: No module named 'requests_oauthlib'",
    says: 'It needs the Python module "requests_oauthlib": install its dependencies first (pip install -r requirements.txt, say).',
  },
  {
    output: "ImportError: cannot import name 'x' from 'y' (/usr/lib/y.py)",
    says: "Python says: cannot import name 'x' from 'y' (/usr/lib/y.py). The installed version of a dependency may not be the right one.",
  },
  {
    output: '<internal:rubygems>: cannot load such file -- sinatra (LoadError)',
    says: 'It needs the Ruby library "sinatra": install its dependencies first (bundle install).',
  },
  {
    output: 'main.go:3:8: no required module provides package golang.org/x/oauth2; to add it:',
    says: 'It needs the Go package "golang.org/x/oauth2": install its dependencies first (go mod download).',
  },
  {
    output: "PHP Fatal error: require(): Failed opening required '/app/vendor/autoload.php'",
    says: 'It needs its PHP packages: install its dependencies first (composer install).',
  },
  {
    output: 'Error: Could not find or load main class com.example.App',
    says: 'Java does not find the class com.example.App: build it first, with its dependencies.',
  },
  {
    output:
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000\n    at Server.setupListenHandle',
    says: 'It could not listen on port 3000: another program has that port. End that program, or give the client another port.',
  },
  {
    output: 'Error: listen EADDRINUSE: address already in use :::8080',
    says: 'It could not listen on port 8080: another program has that port. End that program, or give the client another port.',
  },
  {
    output: 'listen tcp 127.0.0.1:3000: bind: address already in use',
    says: 'It could not listen on port 3000: another program has that port. End that program, or give the client another port.',
  },
  {
    output: 'OSError: [Errno 98] Address already in use',
    says: 'It could not listen: another program has that port. End that program, or give the client another port.',
  },
  {
    output: 'Port 5000 is in use by another program.',
    says: 'It could not listen on port 5000: another program has that port. End that program, or give the client another port.',
  },
  { output: 'npm error Missing script: "start"', says: 'Its package.json has no script "start".' },
  {
    output: 'sh: 1: vite: not found',
    says: 'The program "vite" is not there: install the dependencies of the client first, or that program.',
  },
  {
    output: 'bash: line 1: cargo: command not found',
    says: 'The program "cargo" is not there: install the dependencies of the client first, or that program.',
  },
  {
    output: "'vite' is not recognized as an internal or external command,",
    says: 'The program "vite" is not there: install the dependencies of the client first, or that program.',
  },
  {
    output: 'client.sh: 1: ./tool: Permission denied',
    says: 'A file could not be run or read: is it executable (chmod +x), and may this user read it?',
  },
  {
    output: 'Error: spawn ./tool EACCES',
    says: 'A file could not be run or read: is it executable (chmod +x), and may this user read it?',
  },
  {
    output: 'Error: listen EACCES: permission denied 0.0.0.0:80',
    says: 'It may not listen on port 80: ports below 1024 belong to the administrator.',
  },
  {
    output: 'TypeError: fetch failed\n  cause: Error: getaddrinfo ENOTFOUND login.us-east-1.pure.cloud',
    says: 'It looked for login.us-east-1.pure.cloud: no such Genesys host; us-east-1 is mypurecloud.com, so login.mypurecloud.com.',
  },
  {
    output: 'curl: (6) Could not resolve host: api.mypurecloud.de',
    says: 'It called api.mypurecloud.de, the real service (region eu-central-1), in place of the mock: let it take the address from GC_PKCE_LOGIN_URL and GC_PKCE_API_URL.',
  },
  { output: 'Error: getaddrinfo ENOTFOUND db.internal', says: null },
  { output: 'no configuration', says: null },
  { output: '', says: null },
]

describe('failureSentence', () => {
  for (const { output, says } of rows) {
    test(`reads "${output.split('\n').join(' / ')}"`, () => {
      expect(failureSentence(output)).toBe(says)
    })
  }
})
