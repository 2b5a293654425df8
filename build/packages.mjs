// How the packages of the programs are bundled: those that a start needs with the program itself, the others in
// files of their own, which are read when they are needed.
import { fileURLToPath } from 'node:url'

/** Whole packages that are imported only by what is loaded late. */
const apart = ['@peculiar/x509', 'execa', 'parse5', 'reflect-metadata', 'tough-cookie', 'undici', 'yaml']

/**
 * Packages that express and yargs load at once and hardly ever use, by the functions that are called in the end:
 * to run them all takes a third of the time of a start.
 */
const onDemand = {
  // Only what reads octets: the others would need half a megabyte of charsets.
  'body-parser': ['raw'],
  cliui: ['default'],
  'mime-types': ['charset', 'contentType', 'extension', 'lookup'],
  qs: ['parse', 'stringify'],
  'string-width': ['default'],
}

/** The same of modules of Node.js, for the packages that these belong to. */
const builtinsOnDemand = {
  assert: { importer: /node_modules.yargs/, functions: ['notStrictEqual', 'strictEqual'] },
}

const fileOf = (name) => `./packages/${name.replaceAll(/[@/]+/g, '-').replace(/^-/, '')}.cjs`
const exactly = (names) => new RegExp(`^(?:${names.join('|')})$`)

function stubOf(functions, target) {
  const call = (name) => `(...given) => require('${target}').${name}(...given)`
  return functions
    .map((name) =>
      name === 'default' ? `export default ${call(name)}` : `export const ${name} = ${call(name)}`,
    )
    .join('\n')
}

/** Keeps the packages of `apart` and `onDemand` out of the bundle of a program. */
export const packagesApart = {
  name: 'packages-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: exactly(apart) }, ({ path }) => ({ path: fileOf(path), external: true }))
    onResolve({ filter: /^\.\/packages\// }, ({ path }) => ({ path, external: true }))
    onResolve({ filter: exactly(Object.keys(onDemand)) }, ({ path }) => ({ path, namespace: 'on-demand' }))
    onResolve({ filter: exactly(Object.keys(builtinsOnDemand)) }, ({ path, importer }) =>
      builtinsOnDemand[path].importer.test(importer) ? { path, namespace: 'builtin-on-demand' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => ({
      contents: stubOf(onDemand[path], fileOf(path)),
    }))
    onLoad({ filter: /.*/, namespace: 'builtin-on-demand' }, ({ path }) => ({
      contents: stubOf(builtinsOnDemand[path].functions, `node:${path}`),
    }))
  },
}

/** The packages that get a file of their own, by the name of that file. */
export function packageEntries() {
  return Object.fromEntries(
    [...apart, ...Object.keys(onDemand)].map((name) => [fileOf(name).replace(/\.cjs$/, ''), name]),
  )
}

/** Leaves the charsets out of the file of body-parser. */
export const withoutCharsets = {
  'iconv-lite': fileURLToPath(new URL('no-charsets.cjs', import.meta.url)),
}
