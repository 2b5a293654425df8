// The version of this package, read once from its own package.json at build time.
import manifest from '../../package.json' with { type: 'json' }

export const version: string = manifest.version
