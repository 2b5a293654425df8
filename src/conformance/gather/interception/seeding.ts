// Makes the ordinary random generators of a runtime begin with the same number in every start, and stops its clock: a
// program that draws a secret from them then draws the same one again. Cryptographic generators are left alone.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SeededRuntime, seededRuntimes } from '../../transcript.js'
import { loadNextModule, preloading, writtenLines } from './preloads.js'

export interface Seeding {
  /** The environment with what loads the seeds. */
  readonly environment: Readonly<Record<string, string>>
  /** Which runtimes have begun with the seed so far. */
  loaded(): Promise<readonly SeededRuntime[]>
}

const seed = 0x5eed

/** Milliseconds: both runs of a pair fall into the same hour, and tokens made meanwhile are not expired in it. */
const hour = 3_600_000

/** Math.random of a small generator (mulberry32), and a clock that stands still. */
function nodeProgram(at: number, trace: string): string {
  return `'use strict'
let state = ${seed}
Math.random = function random() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}
const real = Date
const now = () => ${at}
globalThis.Date = new Proxy(real, {
  construct: (target, values, type) => Reflect.construct(target, values.length === 0 ? [now()] : values, type),
  apply: () => new real(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
require('node:fs').appendFileSync(${JSON.stringify(trace)}, 'node\\n')
`
}

/** Generators that nobody seeded begin with the seed; SystemRandom has no seed and goes on as before. */
function pythonProgram(at: number, trace: string): string {
  return `import random
import time

_seed = random.Random.seed


def _seeded(self, a=None, version=2):
    _seed(self, ${seed} if a is None else a, version)


random.Random.seed = _seeded
random.seed = random._inst.seed
random.seed()
time.time = lambda: ${at / 1000}
time.time_ns = lambda: ${at} * 1000000
with open(${JSON.stringify(trace)}, "a") as _trace:
    _trace.write("python\\n")

${loadNextModule}`
}

/**
 * Writes what seeds the runtimes into a folder of its own in `folder`.
 * @param environment of the client, whole
 * @param now milliseconds of Unix time: the clock stops at the beginning of that hour
 */
export async function prepareSeeding(
  folder: string,
  environment: Readonly<Record<string, string>>,
  now: number,
): Promise<Seeding> {
  const place = join(folder, 'seeding')
  const trace = join(place, 'loaded')
  const at = Math.floor(now / hour) * hour
  await mkdir(place)
  await writeFile(join(place, 'seeded.cjs'), nodeProgram(at, trace))
  await writeFile(join(place, 'sitecustomize.py'), pythonProgram(at, trace))
  return {
    environment: {
      ...environment,
      ...preloading(environment, { node: join(place, 'seeded.cjs'), python: place }),
      // Go before 1.20 seeds with 1 by itself; later ones do so again with this setting.
      GODEBUG: [environment['GODEBUG'], 'randautoseed=0'].filter(Boolean).join(','),
    },
    async loaded() {
      const lines = await writtenLines(trace)
      return seededRuntimes.filter((runtime) => lines.includes(runtime))
    },
  }
}
