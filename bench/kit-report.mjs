// What was measured of the kit, as the part of docs/performance.md that tells of it.
import { availableParallelism } from 'node:os'
import { spreadOf } from './statistics.mjs'

const begin = '<!-- kit:begin -->'
const end = '<!-- kit:end -->'

/** The processor time of a run may be this many times that of its logins by the client alone. */
const limit = 1.5

const two = (number) => number.toFixed(2)
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1)
const shown = ({ median, lower, upper }, write = two) =>
  `${write(median)} (${write(lower)} to ${write(upper)})`

const median = (runs, part) => spreadOf(runs.map(part)).median

/** The logins of a run, done by the client alone: milliseconds of processor time, from the round of the run. */
const loginsAlone = ({ quick, whole }, round) => whole[round].scenarios * quick[round].clients

function targetRow({ name, quick, whole }) {
  const ratio = spreadOf(
    whole.map(({ kit, clients }, round) => (kit + clients) / loginsAlone({ quick, whole }, round)),
  )
  return `| ${name} | at most ${two(limit)} | ${shown(ratio)} | ${ratio.median <= limit ? 'met' : '**missed**'} |`
}

function usageRow({ name, quick, whole }) {
  const wall = spreadOf(
    whole.map((run, round) => (run.wall * availableParallelism()) / loginsAlone({ quick, whole }, round)),
  )
  return `| ${[
    name,
    whole[0].scenarios,
    whole[0].starts,
    seconds(median(quick, ({ clients }) => clients)),
    seconds(median(quick, ({ kit }) => kit)),
    seconds(median(quick, (run) => run.wall)),
    seconds(median(whole, ({ clients }) => clients)),
    seconds(median(whole, ({ kit }) => kit)),
    seconds(median(whole, (run) => run.wall)),
    shown(wall),
  ].join(' | ')} |`
}

/** The part of the document, with its marks. */
export function kitPart({ rounds, measured }) {
  return `${begin}
## The kit

\`gc-pkce-check --client\` on correct clients, by default and with \`--quick\`, which is one login; medians of ${rounds} rounds, on ${availableParallelism()} processors. The processor time of a run, of
the kit and of all processes of the client, over that of as many logins by the client alone, which quick runs of the same round show:

| client | target | measured | |
|---|---|--:|---|
${measured.map(targetRow).join('\n')}

A server-side app is started once for many scenarios, and spares what its start costs; a program that ends with its login is started for each. Seconds; the last column is the time
that passes over that of the logins alone, spread over all processors. It is waiting for the most part: only silence tells that an app sends nothing more.

| client | scenarios | starts of the client | login: client | quick: kit | quick: time | default: client | default: kit | default: time | time over logins |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${measured.map(usageRow).join('\n')}
${end}
`
}

/** \`document\` with another part about the kit; at its end where it has none. */
export function withKitPart(document, part) {
  const [before, rest] = document.split(begin)
  if (rest === undefined) return `${document.trimEnd()}\n\n${part}`
  return `${before}${part}${rest.split(end)[1].replace(/^\n/, '')}`
}
