// The style sheet of the error page. Text and ground have a contrast of at least 4.5 in both colour schemes.
export const errorPageStyle = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --card: #ffffff; --ink: #1c2430; --soft: #566173; --line: #d9dee6;
  --accent: #c2410c; --code: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161d; --card: #1b212b; --ink: #e6eaf0; --soft: #a3aec0; --line: #2e3746;
    --accent: #fb923c; --code: #10141b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: clamp(1rem, 5vw, 4rem) 1rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 44rem; margin: 0 auto; }
.product { margin: 0; color: var(--soft); font-size: .875rem; letter-spacing: .04em; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(1.5rem, 4vw, 2rem); line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
.lead { margin: 0 0 1.5rem; color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
.mistake {
  background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent);
  border-radius: .5rem; padding: 1rem 1.25rem;
}
.mistake p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.mistake p:last-child { margin: 0; }
.sentence { font-size: 1.0625rem; font-weight: 600; }
.kind { color: var(--soft); font-size: .875rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  margin: .5rem 0 0; padding: 1rem; background: var(--code); border: 1px solid var(--line);
  border-radius: .5rem; white-space: pre-wrap; overflow-wrap: anywhere;
}
`
