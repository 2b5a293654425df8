import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOf, filesBelow, root, sourceFiles } from '../support/source-files.js'

interface Rule {
  /** Files of this room. */
  readonly room: RegExp
  /** Own files that they may import; types and values alike. */
  readonly may: readonly RegExp[]
}

/** Packages and built-in modules that only the named files may import. */
const onlyIn: readonly (readonly [module: RegExp, files: readonly RegExp[]])[] = [
  [/^express$/, [/^src\/server\/http\/express-app\.ts$/]],
  [/^jose$/, [/^src\/server\/tokens\/signed\.ts$/]],
  [/^yargs$/, [/^src\/command-line\/parse\.ts$/]],
  [/^yaml$/, [/^src\/config-files\/yaml(?:-[a-z]+)?\.ts$/]],
  [
    /^valibot$/,
    [
      /^src\/validation\//,
      /^src\/server\/options(?:-[a-z-]+)?\.ts$/,
      /^src\/server\/admin\//,
      /^src\/conformance\/saved\//,
      /^src\/conformance\/(?:settings|expectations)-schema\.ts$/,
    ],
  ],
  [/^playwright-core$/, [/^src\/conformance\/gather\/browser\/chromium\.ts$/]],
  [/^undici$/, [/^src\/conformance\/gather\/page-loader\.ts$/]],
  [/^tough-cookie$/, [/^src\/conformance\/gather\/cookies\.ts$/]],
  [/^parse5$/, [/^src\/conformance\/gather\/(?:login-form|page-elements)\.ts$/]],
  [
    /^execa$/,
    [
      /^src\/conformance\/gather\/(?:client-process|supervisor)\.ts$/,
      /^src\/conformance\/gather\/observation\/systems\/command-output\.ts$/,
      /^src\/processes\/child\.ts$/,
    ],
  ],
  [/^preact/, [/^src\/server\/pages\//]],
  [/^node:child_process$/, [/^src\/server\/commands\/port-holder\.ts$/]],
  [/^(?:@peculiar\/x509|reflect-metadata)$/, [/^src\/server\/http\/certificates\.ts$/]],
  [/^node:(?:http|net|dns|tls)/, [/^src\/server\/http\//, /^src\/conformance\/gather\//]],
  [
    /^node:(?:fs|os)/,
    [
      /^src\/processes\//,
      /^src\/config-files\/(?:config-file|search|new-file)\.ts$/,
      /^src\/conformance\/gather\//,
      /^src\/conformance\/commands\//,
      /^src\/conformance\/saved\/run-folder\.ts$/,
      /^src\/server\/commands\/(?:port-holder|log-file|trust-files|known-ca)\.ts$/,
      /^src\/server\/stubs\/stub-file\.ts$/,
      /^src\/server\/tokens\/key-file\.ts$/,
      /^src\/server\/http\/(?:atomic-file|authority-file)\.ts$/,
    ],
  ],
  [
    /^node:crypto$/,
    [
      /^src\/server\/protocol\//,
      /^src\/server\/tokens\//,
      /^src\/server\/ports\.ts$/,
      /^src\/server\/pages\//,
      /^src\/server\/http\/(?:certificates|authority-text)\.ts$/,
      /^src\/conformance\/judge\/randomness\/digests\.ts$/,
      /^src\/conformance\/judge\/digests\.ts$/,
      /^src\/conformance\/gather\/interception\/java-trust-store\.ts$/,
    ],
  ],
]

const commandLine = /^src\/command-line\//
const processes = /^src\/processes\//
const configFiles = /^src\/config-files\//
const validation = /^src\/validation\//
const protocol = /^src\/server\/protocol\//
const serverDoor = /^src\/server\/index$/
const serverTls = /^src\/server\/http\/tls$/
/** Values that gathering and judging share. */
const transcript =
  /^src\/conformance\/(?:transcript|observations|browser-observations|hidden-text|issued|api-calls)$/

/** The first room that fits a file is its room. */
const rules: readonly Rule[] = [
  { room: /^bin\//, may: [/^src\/command-line\/process-io$/, /^src\/(?:server|conformance)\/cli$/] },
  { room: commandLine, may: [commandLine, /^src\/server\/protocol\/autopsy\/nearest$/, /^package\.json$/] },
  { room: validation, may: [validation, protocol] },
  { room: configFiles, may: [configFiles, validation, commandLine, protocol] },
  { room: processes, may: [processes, /^src\/server\/ports$/] },
  { room: /^src\/index\.ts$/, may: [serverDoor, /^src\/conformance\/index$/] },

  { room: protocol, may: [protocol] },
  { room: /^src\/server\/ports\.ts$/, may: [] },
  { room: /^src\/server\/recorder\.ts$/, may: [protocol] },
  { room: /^src\/server\/state\//, may: [/^src\/server\/state\//, protocol, /^src\/server\/ports$/] },
  {
    room: /^src\/server\/tokens\//,
    may: [
      /^src\/server\/tokens\//,
      protocol,
      /^src\/server\/(?:ports|newest)$/,
      /^src\/server\/http\/atomic-file$/,
    ],
  },
  { room: /^src\/server\/scenarios\/index\.ts$/, may: [/^src\/server\/scenarios\//, protocol] },
  { room: /^src\/server\/tampering\//, may: [protocol] },
  {
    room: /^src\/server\/scenarios\//,
    may: [/^src\/server\/scenarios\/scenario$/, /^src\/server\/tampering\//, protocol],
  },
  { room: /^src\/server\/pages\//, may: [/^src\/server\/pages\//, protocol] },
  {
    room: /^src\/server\/http\//,
    may: [
      /^src\/server\/http\//,
      protocol,
      /^src\/server\/answer$/,
      /^src\/server\/ports$/,
      /^src\/server\/unserved$/,
      /^src\/server\/endpoints\/endpoint$/,
    ],
  },
  { room: /^src\/server\/cli\.ts$/, may: [commandLine, /^src\/server\/commands\//] },
  {
    room: /^src\/server\/commands\//,
    may: [commandLine, processes, configFiles, validation, /^src\/server\//],
  },
  {
    room: /^src\/server\/admin\/openapi\.ts$/,
    may: [/^src\/server\//, validation, /^src\/command-line\/version$/],
  },
  { room: /^src\/server\//, may: [/^src\/server\//, validation] },

  { room: /^src\/conformance\/transcript\.ts$/, may: [serverDoor, transcript] },
  { room: /^src\/conformance\/observations\.ts$/, may: [transcript] },
  { room: /^src\/conformance\/browser-observations\.ts$/, may: [] },
  { room: /^src\/conformance\/hidden-text\.ts$/, may: [] },
  { room: /^src\/conformance\/issued\.ts$/, may: [transcript, protocol] },
  { room: /^src\/conformance\/mask\.ts$/, may: [protocol] },
  { room: /^src\/conformance\/api-calls\.ts$/, may: [] },
  {
    room: /^src\/conformance\/judge\/api-checks\/index\.ts$/,
    may: [/^src\/conformance\/judge\/api-checks\//],
  },
  {
    room: /^src\/conformance\/judge\/checks\/index\.ts$/,
    may: [/^src\/conformance\/judge\/checks\//],
  },
  {
    room: /^src\/conformance\/judge\/checks\//,
    may: [/^src\/conformance\/judge\/(?!judge$|plan$|checks\/index$)/, transcript, serverDoor, protocol],
  },
  {
    room: /^src\/conformance\/judge\//,
    may: [/^src\/conformance\/judge\//, transcript, serverDoor, protocol],
  },
  {
    room: /^src\/conformance\/gather\//,
    may: [/^src\/conformance\/gather\//, processes, transcript, serverDoor, serverTls, protocol],
  },
  {
    room: /^src\/conformance\/report\//,
    may: [/^src\/conformance\/report\//, /^src\/conformance\/judge\//, transcript, commandLine],
  },
  { room: /^src\/conformance\/cli\.ts$/, may: [commandLine, /^src\/conformance\/commands\//] },
  {
    room: /^src\/conformance\/commands\//,
    may: [commandLine, configFiles, validation, /^src\/conformance\/(?!gather\/)/, serverDoor],
  },
  {
    room: /^src\/conformance\//,
    may: [/^src\/conformance\//, commandLine, configFiles, validation, serverDoor, serverTls, protocol],
  },
]

/** Folders whose files never import each other: a name here is the file that defines the kind of thing. */
const plugIns: readonly (readonly [folder: string, shared: RegExp])[] = [
  ['src/server/scenarios', /\/scenario$/],
  ['src/server/snippets', /\/snippet$/],
  ['src/server/admin', /\/(?:resource|page-of-items|view-schemas)$/],
  ['src/conformance/judge/checks', /\/check$/],
  ['src/conformance/judge/api-checks', /\/api-check$/],
  ['src/conformance/gather/drivers', /\/driver$/],
  ['src/conformance/gather/operations', /\/operation$/],
  ['src/conformance/report/reporters', /\/reporter$/],
]

/** What only ports, programs and the named effect rooms may use. */
const forbidden: readonly (readonly [name: string, pattern: RegExp, files: readonly RegExp[]])[] = [
  ['Date.now', /\bDate\.now\b/, []],
  ['new Date()', /\bnew Date\(\)/, []],
  ['Math.random', /\bMath\.random\b/, [/^src\/conformance\/gather\/interception\/seeding\.ts$/]],
  ['randomBytes', /\brandomBytes\b/, []],
  ['randomUUID', /\brandomUUID\b/, []],
  ['getRandomValues', /\bgetRandomValues\b/, []],
  ['setTimeout', /\bset(?:Timeout|Interval)\(/, [/^src\/conformance\/gather\/supervisor-program\.ts$/]],
  [
    'process',
    /(?<![.\w-])process\s*\.\s*\w|[(,]\s*process\s*[,)]/,
    [
      /^src\/command-line\/process-io\.ts$/,
      /^src\/processes\/child\.ts$/,
      /^src\/conformance\/gather\/(?:process-tree|client-process|supervisor(?:-program)?)\.ts$/,
      /^src\/conformance\/gather\/interception\/node-hooks\.ts$/,
    ],
  ],
  ['console', /\bconsole\./, []],
  ['any', /(?::|<|\bas) any\b/, []],
]

const files = sourceFiles()
const own = (target: string) =>
  target.startsWith('src/') || target.startsWith('bin/') || target === 'package.json'

describe('import rule', () => {
  test('every file has a room', () => {
    expect(
      files.filter(({ path }) => !rules.some(({ room }) => room.test(path))).map(({ path }) => path),
    ).toEqual([])
  })

  for (const file of files) {
    test(`${file.path} imports only what its room may`, () => {
      const rule = rules.find(({ room }) => room.test(file.path))
      const targets = file.imports.map(({ target }) => target).filter(own)
      expect(targets.filter((target) => !rule?.may.some((allowed) => allowed.test(target)))).toEqual([])
    })
  }

  test('a package is imported in its one place', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => !own(target))
        .filter(({ target }) =>
          onlyIn.some(([module, places]) => module.test(target) && !places.some((place) => place.test(path))),
        )
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  for (const [folder, shared] of plugIns) {
    test(`the files of ${folder} never import each other`, () => {
      const wrong = files
        .filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith('/index.ts'))
        .flatMap(({ path, imports }) =>
          imports
            .filter(({ target }) => target.startsWith(`${folder}/`) && !shared.test(target))
            .map(({ target }) => `${path} imports ${target}`),
        )
      expect(wrong).toEqual([])
    })
  }
})

describe('the world comes in through a parameter', () => {
  for (const [name, pattern, places] of forbidden) {
    test(`${name} is used only in ports, programs and effect rooms`, () => {
      const allowed = [/^bin\//, /^src\/server\/ports\.ts$/, ...places]
      const wrong = files
        .filter(({ path }) => !allowed.some((place) => place.test(path)))
        .filter(({ text }) => pattern.test(codeOf(text)))
        .map(({ path }) => path)
      expect(wrong).toEqual([])
    })
  }
})

describe('names', () => {
  test('no folder is called utils, helpers, common or lib', () => {
    const all = [...filesBelow('src'), ...filesBelow('test'), ...filesBelow('bin')]
    expect(all.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|lib|misc)\//.test(path))).toEqual([])
  })

  test('every source file says in its first line what it is, or is named by what it defines', () => {
    const silent = files.filter(
      ({ text, path }) =>
        !/^(?:#!.*\n)?\/\/ /.test(text) &&
        !/\/(?:checks|scenarios|endpoints)\//.test(path) &&
        !path.startsWith('bin/'),
    )
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('no file of the project names a folder of the machine it was written on', () => {
    const places = ['src', 'bin', 'test', 'fixtures']
    const paths = [
      ...places.flatMap(filesBelow),
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'package.json',
    ]
    expect(paths.length).toBeGreaterThan(300)
    const machine = /(?:^|[^A-Za-z0-9.])\/(?:work|farm|root)\//m
    const here = paths.filter((path) => !path.endsWith('guards/architecture.test.ts'))
    expect(here.filter((path) => machine.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
  })
})
