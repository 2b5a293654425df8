// Mistakes are sentences without their full stop; here they get one.

/** `text` with a full stop, unless it ends with a mark of its own. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}
