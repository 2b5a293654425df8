// What every server of the benchmark does besides serving: it takes arguments and says where it is.

/** Says the addresses, in one line of JSON. */
export function ready(addresses) {
  process.stdout.write(`${JSON.stringify(addresses)}\n`)
}

/** An argument such as `--signing-algorithm ES256`. */
export function argument(name, fallback) {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
