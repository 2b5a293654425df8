// What a client in another language than JavaScript depends on, by the files that name it there.
import type { Folder } from './folder.js'

interface Manifest {
  readonly file: RegExp
  /** Names of what is depended on. */
  names(text: string): readonly string[]
}

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name)
}

const manifests: readonly Manifest[] = [
  {
    file: /^requirements.*\.txt$/,
    names: (text) => all(/^\s*([\w.-]+)/gm, text).map((name) => name.toLowerCase()),
  },
  {
    file: /^(?:pyproject\.toml|Pipfile|setup\.py|setup\.cfg)$/,
    names: (text) =>
      all(/(?:^\s*|['"])([a-zA-Z][\w-]*)(?=\s*(?:[=<>~!;[]|['"]))/gm, text).map((name) => name.toLowerCase()),
  },
  { file: /^go\.mod$/, names: (text) => all(/^\s*(?:require\s+)?([\w.-]+\/[\w./-]+)\s+v/gm, text) },
  { file: /^Gemfile$/, names: (text) => all(/^\s*gem ['"]([\w-]+)['"]/gm, text) },
  { file: /^composer\.json$/, names: (text) => all(/"([\w-]+\/[\w-]+)"\s*:/g, text) },
  {
    file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
    names: (text) => all(/(?:<artifactId>|:)(spring-boot-starter-[\w-]+)/g, text),
  },
  { file: /\.(?:cs|fs|vb)proj$/, names: (text) => all(/Sdk="([\w.]+)"/g, text) },
]

/** The names of everything that the folder's manifests of other languages name. */
export function otherDependencies(folder: Folder): readonly string[] {
  return folder.entries.flatMap(({ name }) =>
    manifests.filter(({ file }) => file.test(name)).flatMap(({ names }) => names(folder.read(name) ?? '')),
  )
}
