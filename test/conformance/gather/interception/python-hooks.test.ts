import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pythonHooks } from '../../../../src/conformance/gather/interception/python-hooks.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

/** What Python prints of `program` that is started with the hooks, and the hosts that were refused. */
function started(program: string, more: { before?: string; after?: string } = {}) {
  const folder = temporaryFolder()
  const log = join(folder, 'refused')
  const place = (name: string, source: string | undefined) => {
    mkdirSync(join(folder, name))
    if (source !== undefined) writeFileSync(join(folder, name, 'sitecustomize.py'), source)
    return join(folder, name)
  }
  const hooks = pythonHooks({
    mockPort: 9443,
    domains: ['mypurecloud.com'],
    ca: '',
    log,
    tlsLog: join(folder, 'tls'),
  })
  const path = [place('before', more.before), place('hooks', hooks), place('after', more.after)]
  writeFileSync(log, '')
  const out = execFileSync('python3', ['-c', program], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: path.join(delimiter), PYTHONDONTWRITEBYTECODE: '1' },
  })
  return { out: out.trim(), refused: readFileSync(log, 'utf8') }
}

/** Prints the addresses of a host and a port. */
function lookUp(host: string, port: string): string {
  return `
import socket
try:
    print(sorted({found[4][:2] for found in socket.getaddrinfo(${host}, ${port}, type=socket.SOCK_STREAM)}))
except socket.gaierror as error:
    print(error.strerror)`
}

const rows = [
  { name: 'a host of the service leads to the mock', ask: lookUp("'login.mypurecloud.com'", '443') },
  { name: 'in capitals and with a dot too', ask: lookUp("'API.MyPureCloud.com.'", '443') },
  { name: 'so it does in octets and with the port by name', ask: lookUp("b'mypurecloud.com'", "'https'") },
]

const refusals = [
  { name: 'another machine is refused', host: 'example.com', port: 443 },
  { name: 'so is a host that only ends like one of the service', host: 'notmypurecloud.com', port: 443 },
  { name: 'so is another port of the service', host: 'login.mypurecloud.com', port: 80 },
]

describe('python-hooks', () => {
  for (const { name, ask } of rows) {
    test(name, () => expect(started(ask)).toEqual({ out: "[('127.0.0.1', 9443)]", refused: '' }))
  }

  for (const { name, host, port } of refusals) {
    test(name, () => {
      const { out, refused } = started(lookUp(`'${host}'`, `${port}`))
      expect(out).toBe(`a run of gc-pkce-check uses no network: ${host}`)
      expect(refused).toBe(`${host}:${port}\n`)
    })
  }

  test('this machine stays what it is', () => {
    expect(started(lookUp("'127.0.0.1'", '443'))).toEqual({ out: "[('127.0.0.1', 443)]", refused: '' })
    expect(started(lookUp('None', '8085')).out).toContain("('127.0.0.1', 8085)")
  })

  test('modules of the same name before and behind it are loaded once each', () => {
    const before = `import importlib.machinery, importlib.util, os, sys
print('before')
_here = os.path.dirname(os.path.abspath(__file__))
_next = importlib.machinery.PathFinder.find_spec('sitecustomize', [one for one in sys.path if one != _here])
_next.loader.exec_module(importlib.util.module_from_spec(_next))
`
    const { out } = started(lookUp("'login.mypurecloud.com'", '443'), { before, after: "print('after')" })
    expect(out.split('\n')).toEqual(['before', 'after', "[('127.0.0.1', 9443)]"])
  })
})
