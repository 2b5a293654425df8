// Words of the variable NODE_OPTIONS.

/** A path as a word of it: spaces and quotation marks stay what they are. */
export function quotedOption(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`
}
