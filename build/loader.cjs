// Runs a bundled program with what V8 compiled of it when it was built. Where that is not there, or not for this
// Node.js, the program is compiled as ever, and only the start takes longer.
const { readFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname, join } = require('node:path')
const { constants, Script } = require('node:vm')

const parameters = 'exports, require, module, __filename, __dirname'

/**
 * Where it is kept. By the version of Node.js, because V8 looks at its own version alone, and two of Node.js with
 * the same one do not take the same code: of other flags and other processors V8 refuses it itself.
 */
exports.cacheOf = (file) => `${file}.${process.version}-${process.arch}.cache`

function compiledAhead(file) {
  try {
    return readFileSync(exports.cacheOf(file))
  } catch {
    return undefined
  }
}

/** The program in `file`, not yet run. The bundle is ASCII, which V8 takes as it comes. */
exports.compile = (file) =>
  new Script(`(function (${parameters}) { ${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    cachedData: compiledAhead(file),
    // Packages that a user may add, browsers say, are imported from where the program lies.
    importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })

exports.run = (name, compile = exports.compile) => {
  const file = join(__dirname, name)
  const module = { exports: {} }
  const run = compile(file).runInThisContext()
  run(module.exports, createRequire(file), module, file, dirname(file))
}
