// The style sheet of every page. Text and ground have a contrast of at least 4.5, borders of fields and the
// focus ring one of at least 3, in both colour schemes.
export const pageStyle = `
:root {
  color-scheme: light dark; scroll-padding: 1rem;
  --ground: #f5f6f8; --card: #ffffff; --ink: #1c2430; --soft: #566173; --line: #d9dee6; --field: #7a8699;
  --accent: #c2410c; --on-accent: #ffffff; --code: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161d; --card: #1b212b; --ink: #e6eaf0; --soft: #a3aec0; --line: #2e3746; --field: #7d8aa0;
    --accent: #fb923c; --on-accent: #1b1209; --code: #10141b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: clamp(1rem, 5vw, 4rem) 1rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 44rem; margin: 0 auto; }
main.narrow { max-width: 26rem; }
.product { margin: 0; color: var(--soft); font-size: .875rem; letter-spacing: .04em; }
h1 { margin: .25rem 0 .5rem; font-size: clamp(1.5rem, 4vw, 2rem); line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
.lead { margin: 0 0 1.5rem; color: var(--soft); overflow-wrap: anywhere; }
.lead strong { color: var(--ink); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
.mistake {
  background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent);
  border-radius: .5rem; padding: 1rem 1.25rem;
}
.mistake p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.mistake p:last-child { margin: 0; }
.sentence { font-size: 1.0625rem; font-weight: 600; }
.kind, .note { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  margin: .5rem 0 0; padding: 1rem; background: var(--code); border: 1px solid var(--line);
  border-radius: .5rem; white-space: pre-wrap; overflow-wrap: anywhere;
}
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.5rem; }
label { display: block; margin: 0 0 .25rem; font-weight: 600; }
.field { margin: 0 0 1.125rem; }
input {
  width: 100%; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--field); border-radius: .375rem;
}
button, a.main {
  padding: .625rem 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  border: 1px solid var(--field); border-radius: .375rem; background: transparent; color: inherit;
}
a.main { display: inline-block; text-decoration: none; }
button.main, a.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:hover, a.main:hover { filter: brightness(1.08); text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
.alert { margin: 0 0 1.25rem; padding: .75rem 1rem; border-left: 4px solid var(--accent); background: var(--code); }
.card h2 { margin-top: 0; }
.scopes { gap: .625rem; }
.scopes code { display: block; color: var(--soft); overflow-wrap: anywhere; }
.answer { position: sticky; bottom: 0; margin: 1.25rem -1.5rem -1.5rem; padding: 1rem 1.5rem 1.5rem; background: var(--card); border-radius: .75rem; }
.users { gap: .5rem; }
.users button { display: block; width: 100%; text-align: left; overflow-wrap: anywhere; }
.users small { display: block; font-weight: 400; color: var(--soft); }
`
