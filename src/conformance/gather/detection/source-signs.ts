// Signs in the text of a source file, whatever its language: it serves pages, it opens a browser, it has a login page.

/** A server of the standard library, or the import of a framework. */
const serving =
  /\bcreateServer\(|\bHTTPServer\(|\bThreadingHTTPServer\(|\bListenAndServe\b|\bHttpServer\.create\(|\b(?:Bun|Deno)\.serve\(|\bTCPServer\.new\b|^\s*(?:from|import) (?:flask|django|fastapi|starlette|tornado|bottle|aiohttp|sanic|quart)\b|\brequire ['"]sinatra['"]|\bfrom ['"](?:express|fastify|koa|hono|polka)['"]|\brequire\(['"](?:express|fastify|koa|hono|polka)['"]\)/m

const opening =
  /\bwebbrowser\b|\bxdg-open\b|\bBROWSER\b|\bopenBrowser\b|\bopen_browser\b|\brundll32\b|\bDesktop\.getDesktop\b|\bfrom ['"](?:open|opener|better-opn)['"]|\brequire\(['"](?:open|opener|better-opn)['"]\)|\bbrowser\.OpenURL\b/

/** `'/login'`, `"/auth/genesys"`: a path in quotes with a part that speaks of logging in. */
const quotedPath = /['"`](\/(?:[\w.~-]+\/)*[\w.~-]*)['"`]/g
const loginPart = /(?:^|\/)(?:log-?in|sign-?in|auth|authenticate|sso|connect|oauth2?)(?:\/|$)/i
/** Paths of the login service, and pages to which a login comes back. */
const notBeginning =
  /\/(?:authorize|token|callback|cb|redirect|return|log-?out|sign-?out|me|userinfo|revoke|jwks)\b|^\/api\//i

export function servesPages(source: string): boolean {
  return serving.test(source)
}

export function opensBrowser(source: string): boolean {
  return opening.test(source)
}

/** Paths of pages on which a login may begin, in the order of the source. */
export function loginPathsIn(source: string): readonly string[] {
  return [...source.matchAll(quotedPath)]
    .map(([, path = '']) => path)
    .filter((path) => loginPart.test(path) && !notBeginning.test(path))
}
