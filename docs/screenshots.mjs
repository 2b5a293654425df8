// Renews the pictures of the README: `npm ci --prefix test/tools && npm run build && node docs/screenshots.mjs`.
// Needs chromium on the PATH, or its path in CHROMIUM.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createMockServer } from '../dist/src/server/index.js'
import playwright from '../test/tools/node_modules/playwright-core/index.js'

const chromium =
  process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()
const picture = (name) => fileURLToPath(new URL(`${name}.png`, import.meta.url))

const client = { id: 'f0a3c5d2-0f5e-4b8e-9a55-1f6f2a7d0001', name: 'Queue dashboard', grantType: 'CODE' }
const callback = 'http://localhost:8080/callback'
const mock = createMockServer({
  port: 0,
  policy: { interactive: true },
  clients: [{ ...client, redirectUris: [callback] }],
  users: [
    { email: 'ada@example.com', password: 'lovelace', name: 'Ada Lovelace' },
    { email: 'grace@example.com', password: 'hopper', name: 'Grace Hopper' },
  ],
})
await mock.start()

function login(changes) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: callback,
    state: 'af0ifjsldkj',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...changes,
  })
  return `${mock.url}/oauth/authorize?${query}`
}

const pictures = [
  { name: 'login-page', url: login({}), width: 440 },
  { name: 'error-page', url: login({ redirect_uri: 'http://localhost:8080/calback' }), width: 600 },
]

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--no-proxy-server', '--disable-lcd-text'],
})
try {
  for (const { name, url, width } of pictures) {
    const page = await browser.newPage({ viewport: { width, height: 400 }, deviceScaleFactor: 0.8 })
    await page.goto(url)
    await page.screenshot({ path: picture(name), fullPage: true })
    await page.close()
  }
} finally {
  await browser.close()
  await mock.stop()
}
