// Success rates and false alarms of the predictor, measured on the runtimes of this machine, written to docs/randomness.md.
//
//   node bench/randomness.mjs [--trials 200] [--alarms 10000] [--runtime bun=/path/to/bun ...]
//
// Node (the one that runs this), python3 and java are found by themselves where they are installed; more runtimes are
// named with --runtime (--only TEXT prints the rows that contain it, and writes nothing): node22, node24, node26, bun, deno. A row of a runtime that is not there is left out and named.
import { spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: flags } = parseArgs({
  options: {
    trials: { type: 'string', default: '200' },
    alarms: { type: 'string', default: '10000' },
    runtime: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', default: '' },
  },
})
const trials = Number(flags.trials)
const alarms = Number(flags.alarms)
const folder = mkdtempSync(join(tmpdir(), 'randomness-'))

async function loadAnalyse() {
  const outfile = join(folder, 'analyse.mjs')
  const entry = join(root, 'src/conformance/judge/randomness/analyse.ts')
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

const { analyse, defaultBudget } = await loadAnalyse()

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'
const alphabets = {
  66: letters,
  64: `${letters.slice(0, 62)}-_`,
  62: letters.slice(0, 62),
  36: letters.slice(26, 62),
  16: '0123456789abcdef',
  10: '0123456789',
  unusual: `${letters.slice(52, 62)}${letters.slice(0, 52)}~-_.`,
}

// What a program does for one login, as JavaScript that any engine runs; r is Math.random.
const floor = (name, length) => ({
  name: `${name === 'unusual' ? '66 letters in an unusual order' : `${name} letters`}`,
  length,
  code: `(r)=>{const a=${JSON.stringify(alphabets[name])};let s='';for(let i=0;i<${length};i++)s+=a[Math.floor(r()*a.length)];return s}`,
})
const idioms = {
  66: floor('66', 43),
  '66 long': floor('66', 128),
  64: floor('64', 43),
  62: floor('62', 43),
  36: floor('36', 43),
  hex: floor('16', 43),
  decimal: { ...floor('10', 43), name: '10 digits', logins: 4 },
  unusual: floor('unusual', 43),
  round: {
    name: '66 letters, Math.round',
    length: 43,
    code: `(r)=>{const a=${JSON.stringify(letters)};let s='';for(let i=0;i<43;i++)s+=a[Math.round(r()*65)];return s}`,
  },
  bytes: {
    name: '32 bytes, base64url',
    length: 43,
    code: `(r)=>btoa(String.fromCharCode(...Array.from({length:32},()=>Math.floor(r()*256)))).replace(/[+]/g,'-').replace(/[/]/g,'_').replace(/=/g,'')`,
  },
  uuid: {
    name: 'two UUIDs',
    length: 72,
    code: `(r)=>{const u=()=>'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g,c=>{const d=r()*16|0;return(c=='x'?d:d&3|8).toString(16)});return u()+u()}`,
  },
  'short print': {
    name: 'one number in base 36 (a `state`)',
    length: '10 to 12',
    logins: 6,
    code: `(r)=>r().toString(36).substring(2)`,
  },
  'base 36': {
    name: 'numbers in base 36, cut',
    length: 43,
    code: `(r)=>{let s='';while(s.length<43)s+=r().toString(36).substring(2);return s.slice(0,43)}`,
  },
}

const logins = 3

/** A program that prints three logins for each trial, with some calls before and the same number between them. */
function javascriptProgram({ code, logins: many = logins }) {
  return `const make=${code};for(let t=0;t<${trials};t++){const r=Math.random;for(let k=Math.floor(r()*130);k>0;k--)r();const gap=Math.floor(r()*${many > logins ? 7 : 12});for(let l=0;l<${many};l++){console.log(make(r));for(let k=0;k<gap;k++)r()}}`
}

/** The same with a generator of its own for each trial, as in a process or page that begins anew. */
function freshProgram({ code }) {
  const inner = `const make=${code};const out=[];for(let l=0;l<${logins};l++)out.push(make(Math.random));out.join(' ')`
  return `const vm=require('vm');for(let t=0;t<${trials};t++)console.log(vm.runInNewContext(${JSON.stringify(inner)},{btoa}).replace(/ /g,'\\n'))`
}

function printed(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`)
  return stdout.trim().split('\n')
}

const works = (program, args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0
const named = new Map(flags.runtime.map((text) => text.split('=')))
const missing = []

function javascriptRuntimes() {
  const found = []
  const add = (name, program, evaluate) => {
    if (program === undefined) return missing.push(name)
    const [version] = printed(program, name === 'deno' ? ['--version'] : ['--version'])
    found.push({
      name,
      title: `${name.replace(/\d+$/, '')} ${version.replace(/^(?:v|deno )/, '').split(' ')[0]}`,
      program,
      evaluate,
    })
  }
  add('node', process.execPath, ['-e'])
  for (const name of ['node22', 'node24', 'node26', 'bun']) add(name, named.get(name), ['-e'])
  add('deno', named.get('deno'), ['eval'])
  return found
}

const linear = [
  '66',
  '66 long',
  '64',
  '62',
  '36',
  'hex',
  'unusual',
  'round',
  'decimal',
  'bytes',
  'uuid',
  'base 36',
  'short print',
]
const sums = ['66', '66 long', '64', '62', '36', 'hex', 'unusual', 'bytes', 'uuid']
const few = ['66', '66 long', 'bytes', 'base 36', 'short print']
const planned = { node: linear, node22: few, node24: few, node26: sums, bun: sums, deno: sums }

/** Analyses every trial: all logins but the last are given away. */
function measure(texts, window, logins) {
  let predicted = 0
  let alone = 0
  let next = 0
  const times = []
  for (let trial = 0; trial < texts.length / logins; trial += 1) {
    const own = texts.slice(trial * logins, (trial + 1) * logins)
    const samples = own.map((text, index) => ({ role: 'verifier', text, login: index + 1 }))
    const begun = process.cpuUsage()
    const [found] = analyse(samples.slice(0, -1), window).predictions
    const { user, system } = process.cpuUsage(begun)
    times.push((user + system) / 1000)
    if (found === undefined) continue
    predicted += 1
    if (found.computed.some(({ login, from }) => login === 1 && from > 0)) alone += 1
    if (found.next.includes(own.at(-1))) next += 1
  }
  const sorted = times.sort((one, other) => one - other)
  return {
    count: times.length,
    predicted,
    alone,
    next,
    median: sorted[sorted.length >> 1],
    most: sorted.at(-1),
  }
}

const rows = []

function record(generator, idiom, length, texts, window, many = logins) {
  if (!`${generator} ${idiom}`.includes(flags.only)) return
  const { count, predicted, alone, next, median, most } = measure(texts, window, many)
  const row = `| ${generator} | ${idiom} | ${length} | ${many - 1} | ${predicted} of ${count} | ${alone} | ${next} | ${median.toFixed(0)} / ${most.toFixed(0)} |`
  rows.push(row)
  console.error(row)
}

for (const { name, title, program, evaluate } of javascriptRuntimes()) {
  for (const key of planned[name]) {
    const idiom = idioms[key]
    record(
      title,
      idiom.name,
      idiom.length,
      printed(program, [...evaluate, javascriptProgram(idiom)]),
      undefined,
      idiom.logins,
    )
  }
  if (name === 'node26') {
    for (const key of ['66', 'bytes']) {
      const idiom = idioms[key]
      record(
        `${title}, fresh process`,
        idiom.name,
        idiom.length,
        printed(program, ['-e', freshProgram(idiom)]),
      )
    }
  }
}

function javaRows() {
  if (!works('java', ['-version'])) return missing.push('java')
  for (const [expression, alphabet] of [
    ['r.nextInt(n)', '66'],
    ['r.nextInt(n)', '62'],
    ['r.nextInt(n)', '64'],
    ['(int)(r.nextDouble()*n)', '66'],
    ['(int)(Math.random()*n)', '62'],
  ]) {
    const file = join(folder, 'V.java')
    writeFileSync(
      file,
      `import java.util.*;class V{public static void main(String[] x){String a=${JSON.stringify(alphabets[alphabet])};int n=a.length();for(int t=0;t<${trials};t++){Random r=new Random();for(int l=0;l<${logins};l++){StringBuilder s=new StringBuilder();for(int i=0;i<43;i++)s.append(a.charAt(${expression}));System.out.println(s);}}}}`,
    )
    record('Java', expression.replace(/\bn\b/, alphabet).replace('r.', ''), 43, printed('java', [file]))
  }
}

function pythonRows() {
  if (!works('python3', ['--version'])) return missing.push('python3')
  const at = Date.now()
  const window = { from: at, to: at + 10_000 }
  for (const [seed, what] of [
    [`int(${at / 1000}+random.SystemRandom().random()*10)`, 'seconds of the run'],
    [`int(${at}+random.SystemRandom().random()*10000)`, 'milliseconds of the run'],
    ['random.SystemRandom().randrange(1000)', 'a number below 1,000'],
  ]) {
    const program = `import random\na=${JSON.stringify(letters)}\nfor t in range(${trials}):\n random.seed(${seed})\n for l in range(${logins}): print(''.join(random.choice(a) for i in range(43)))`
    record('Python', `random.choice, seeded with ${what}`, 43, printed('python3', ['-c', program]), window)
  }
  const unseeded = `import random\na=${JSON.stringify(letters)}\nfor t in range(${Math.min(trials, 20)}):\n for l in range(${logins}): print(''.join(random.choice(a) for i in range(43)))`
  record('Python', 'random.choice, not seeded', 43, printed('python3', ['-c', unseeded]), window)
}

javaRows()
pythonRows()

const strong = {
  '43 letters of 66': () => Array.from({ length: 43 }, () => letters[randomInt(66)]).join(''),
  '32 bytes in base64url': () => randomBytes(32).toString('base64url'),
  '32 bytes in hex': () => randomBytes(32).toString('hex'),
  '43 letters of base 36': () => Array.from({ length: 43 }, () => letters[26 + randomInt(36)]).join(''),
}
/** log2 of the number of texts of each shape. */
const bits = [43 * Math.log2(66), 256, 256, 43 * Math.log2(36)]
/** log2 of more alphabets, alignments and engines than are tried. */
const mostHypotheses = 17
const quick = { steps: 400_000 }

function alarmRows() {
  return Object.entries(strong).map(([name, make], index) => {
    const count = Math.ceil(alarms / 4)
    const whole = Math.ceil(count / 100)
    let seen = 0
    for (let round = 0; round < count; round += 1) {
      const samples = [{ role: 'verifier', text: make(), login: 1 }]
      const budget = round < whole ? defaultBudget : quick
      if (analyse(samples, { from: 0, to: 20_000 }, budget).outcome === 'predicted') seen += 1
    }
    const bound = 128 + mostHypotheses + Math.log2(count) - bits[index]
    const row = `| ${name} | ${count} | ${whole} | ${seen} | 2^${Math.ceil(bound)} |`
    console.error(row)
    return row
  })
}

if (flags.only !== '') process.exit()

const alarmTable = alarmRows()
rmSync(folder, { recursive: true })

const document = `# What the predictor reproduces

Made by \`node bench/randomness.mjs\`, which anyone can run; ${trials} trials a row, ${process.version} doing the analysis with the work of a
default run (${defaultBudget.steps} steps). A trial is a generator of its own or another stretch of one, with up to 130 calls before and up to 11
calls between the logins (6 for short values). So many logins are told, and one more is kept back.

* **predicted**: what was computed came true, with a chance of coincidence below 2^-40 and every hypothesis counted;
* **of one login**: among those, how often the rest of the first verifier was computed from its own beginning;
* **next right**: how often the login that the analysis never saw is among the texts that it names;
* **CPU**: milliseconds of one trial, median and largest; a machine under load shows larger ones.

| generator | idiom | characters | logins told | predicted | of one login | next right | CPU ms |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
${missing.length > 0 ? `\nNot measured, because the runtime was not there: ${missing.join(', ')}.\n` : ''}
## False alarms

Verifiers of Node's \`crypto\`, fresh ones, each analysed alone; the first of them with the work of a default run, the others with ${quick.steps} steps.
A hypothesis (engine, alphabet, alignment) reaches at most 2^128 texts of all that are possible, and fewer than 2^17 are tried, so the chance
that even one of them is predicted is below the bound.

| verifiers | count | of these with all the work | predicted | bound |
|---|---|---|---|---|
${alarmTable.join('\n')}

## What is not reproduced

These are weak generators too, and a report that predicts nothing does not clear them. It lists the attacks that were made.

* \`random.choice\` of Python without a seed of its own: it throws words away, and nobody can tell which. Two starts with one seed show it all the same
  (\`--full\`, or \`--check pkce.verifier.csprng\`): see below. Seeds of small numbers and times are tried;
  \`getrandbits(256)\` and \`randbytes(32)\` are predicted from 79 logins on.
* \`random.seed(time.time())\` with a fraction of a second: 4.2 million seeds a second.
* Few bits a character in the engines that return a sum (Chromium, Deno, Node 26, Firefox, Bun): hex digits, UUIDs, base 36 as letters or as printed
  numbers. The arcs of the search widen faster than a character narrows them.
* One login of few bits in V8 up to 14.1: 43 decimal digits tell fewer than the 128 bits of the state. Two of them are enough and a third bears it
  out, as do four and a fifth of short values of one number each, if no more than six calls lie between them and always as many.
* Node 26 where no verifier lies within one block of 64 values, unless there is work left for all 43 alignments.
* \`java.util.Random.nextInt(n)\` with n odd and an unknown seed; \`ThreadLocalRandom\`; \`System.Random\` of .NET without a seed, which is xoshiro256**.
* Go with a seed: 15 logins of 43 characters are needed.
* Letters in an order of their own, except that of nanoid; alphabets shuffled once by the program.
* \`sha256(String(Math.random()))\`: 2^52 inputs.

## Two starts with one seed

Where a client is operated, \`--full\` and \`--check pkce.verifier.csprng\` start it twice more: with Math.random of Node.js and the module random of
Python begun with one number, and the clock stopped. A verifier or state that comes again in the second start, and in no usual one, is drawn from an
ordinary generator or from the time, whatever it is hashed with. Cryptographic generators are not touched by either. Other runtimes take no seed, and
the report says so.
`
writeFileSync(join(root, 'docs/randomness.md'), document)
