// Variables in the values that a user gives the environment of the client: `${NAME}`, and `$${` for `${` itself.

const reference = /\$?\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** The names that `text` refers to. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(reference)].flatMap(([whole, name]) =>
    whole.startsWith('$$') || name === undefined ? [] : [name],
  )
}

/** `text` with the values of the variables in it; one that is not there leaves nothing. */
export function expanded(text: string, variable: (name: string) => string | undefined): string {
  return text.replace(reference, (whole, name: string) =>
    whole.startsWith('$$') ? whole.slice(1) : (variable(name) ?? ''),
  )
}
