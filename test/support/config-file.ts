// A config file as a value, from what somebody might write.
import type { ConfigFile } from '../../src/config-files/config-file.js'
import { placesIn, type ReadText } from '../../src/config-files/place.js'
import { readYaml } from '../../src/config-files/yaml.js'

/** The file `folder`/gc-pkce-check.yaml with this text, called `name` by its user. */
export function configFile(text: string, folder: string, name = 'gc-pkce-check.yaml'): ConfigFile {
  const read: ReadText = readYaml(text)
  if (read.kind === 'unreadable') throw new Error(JSON.stringify(read.problems))
  return { name, path: `${folder}/gc-pkce-check.yaml`, folder, root: read.root, placeOf: placesIn(text) }
}
