// What was measured, as docs/performance.md.
import { cpus, platform, release } from 'node:os'
import { pairedRatio, spreadOf } from './statistics.mjs'

const two = (number) => number.toFixed(2)
const whole = (number) => String(Math.round(number))
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

/** `1.21 (1.15 to 1.30)`: the median, and what half of all values lie between. */
const shown = ({ median, lower, upper }, write = two) =>
  `${write(median)} (${write(lower)} to ${write(upper)})`

/** One line per target: what was asked for, what was measured, whether that is enough. */
function targetRows({ rs256, es256, answers, logins, memory }) {
  const over = (measured, base) => pairedRatio(measured['gc-mock-oauth'].cpu, measured[base].cpu)
  const rows = [
    ['RS256, processor time over bare', over(rs256, 'bare'), 1.5, 1.35],
    ['ES256, processor time over bare', over(es256, 'bare'), 2],
    ['RS256, processor time over oauth2-mock-server', over(rs256, 'oauth2-mock-server'), 1 / 3],
    ['RS256, processor time over oidc-provider', over(rs256, 'oidc-provider'), 0.55],
    [
      'start to the first answer over a bare process',
      pairedRatio(answers['gc-mock-oauth'], answers['bare-http']),
      1.9,
      1.6,
    ],
    ...['oauth2-mock-server', 'oidc-provider'].map((peer) => [
      `start to the first login over ${peer}`,
      pairedRatio(logins['gc-mock-oauth'], logins[peer]),
      1,
    ]),
  ].map(([what, ratio, limit, goal]) => {
    const asked = `at most ${two(limit)}${goal === undefined ? '' : `, goal ${two(goal)}`}`
    return `| ${what} | ${asked} | ${shown(ratio)} | ${verdict(ratio.median, limit, goal)} |`
  })
  const grown = [
    ['heap', memory.after.heapUsed / memory.before.heapUsed, 1.05],
    ['resident memory', memory.after.rss / memory.before.rss, 1.15],
  ].map(
    ([what, factor, limit]) =>
      `| ${what} after ${memory.logins.toLocaleString('en')} logins over before | at most ${two(limit)} | ${two(factor)} | ${verdict(factor, limit)} |`,
  )
  return [...rows, ...grown]
}

function verdict(value, limit, goal = limit) {
  if (value <= goal) return 'met'
  return value <= limit ? 'met, not the goal' : '**missed**'
}

function loginRows(title, measured) {
  return Object.entries(measured).map(([name, { cpu, perSecond }]) => {
    const ratio = name === 'bare' ? '1' : shown(pairedRatio(cpu, measured.bare.cpu))
    return `| ${title} | ${name} | ${whole(spreadOf(cpu).median)} | ${ratio} | ${whole(spreadOf(perSecond).median)} |`
  })
}

const startRows = (times) =>
  Object.entries(times).map(([name, values]) => `| ${name} | ${shown(spreadOf(values), whole)} |`)

/** The whole document. */
export function reportOf(results) {
  const { size, rs256, es256, alone, answers, logins, memory } = results
  const [{ model }] = cpus()
  return `# Performance

Made by \`npm run bench\`; do not edit. Only ratios travel to other machines: they are medians of ratios paired within a round, with the quartiles, because other work may share the machine.

Measured on Node.js ${process.versions.node}, ${cpus().length} × ${model.trim()}, ${platform()} ${release()}; ${size.rounds} interleaved rounds of ${size.logins} logins each after ${size.warmUp} to warm up, ${size.starts} starts of each server.

- **login**: an authorize request, a token request, and a request for the user with the token. Over 32 connections unless it says otherwise, by one process beside the server.
- **gc-mock-oauth**: the program \`gc-mock-oauth start\` with everything on: strictness, diagnosis, recorder, and its log, written to the null device.
- **bare**: the limit, \`node:http\` and \`node:crypto\` and nothing else. It verifies PKCE, uses a code once, signs and verifies tokens.
- **oauth2-mock-server** and **oidc-provider**: the peers, always with RS256. The first has no such resource, so its userinfo stands for it.

## Targets

| figure | target | measured | |
|---|---|--:|---|
${targetRows(results).join('\n')}

## Processor time of a login

All threads of the server.

| what | server | µs | over bare | logins/s |
|---|---|--:|--:|--:|
${[...loginRows('RS256', rs256), ...loginRows('ES256', es256), ...loginRows('RS256, 1 connection', alone)].join('\n')}

## From the start of the process

To the first answer: \`gc-mock-oauth\` makes its key meanwhile; the bare process answers over \`node:http\` and does nothing else.

| server | ms |
|---|--:|
${startRows(answers).join('\n')}

To the end of the first login, which needs the key. An RSA key takes between 60 and 800 ms to make, by chance, in all three.

| server | ms |
|---|--:|
${startRows(logins).join('\n')}

## Memory

With ES256. A day passes on the clock of the mock after every 5,000 logins, so that what has expired has to go. The heap is measured after a forced collection; of the resident memory, which V8 keeps or gives back as it likes, the highest of eight samples counts.

| | heap | resident |
|---|--:|--:|
| after ${memory.loginsBefore.toLocaleString('en')} logins | ${megabytes(memory.before.heapUsed)} | ${megabytes(memory.before.rss)} |
| after ${memory.logins.toLocaleString('en')} further ones | ${megabytes(memory.after.heapUsed)} | ${megabytes(memory.after.rss)} |

A login whose token is alive takes ${whole(memory.alive)} bytes of the heap.
`
}
