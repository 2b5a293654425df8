// Runs a program once and keeps what V8 compiled meanwhile. A mock is logged in to and stopped.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

const [, , file, ...args] = process.argv
const { cacheOf, compile, run } = createRequire(file)('./loader.cjs')
process.argv = [process.argv[0], file, ...args]

let script
run(basename(file), (path) => {
  script = compile(path)
  return script
})
process.on('exit', () => writeFileSync(cacheOf(file), script.createCachedData()))

const write = process.stdout.write.bind(process.stdout)
process.stdout.write = (text, ...others) => {
  if (text.startsWith('{')) logIn(JSON.parse(text)).finally(() => process.kill(process.pid, 'SIGTERM'))
  return write(text, ...others)
}

async function logIn({ url, clientId }) {
  const verifier = 'a'.repeat(43)
  const redirectUri = 'http://127.0.0.1:1/callback'
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'warm-up',
  })
  const { headers } = await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(headers.get('location')).searchParams.get('code'),
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  })
  const token = await (await fetch(`${url}/oauth/token`, { method: 'POST', body })).json()
  await fetch(`${url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token.access_token}` } })
}
