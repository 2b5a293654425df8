// A fresh home for a client under test, with the ways to what a developer has installed kept open.

/** Folders that runtimes look for below the home folder unless a variable names them. */
const keptOpen: readonly (readonly [variable: string, folder: string])[] = [
  ['npm_config_cache', '.npm'],
  ['NVM_DIR', '.nvm'],
  ['VOLTA_HOME', '.volta'],
  ['FNM_DIR', '.local/share/fnm'],
  ['PNPM_HOME', '.local/share/pnpm'],
  ['BUN_INSTALL', '.bun'],
  ['DENO_DIR', '.cache/deno'],
  ['PYENV_ROOT', '.pyenv'],
  ['PYTHONUSERBASE', '.local'],
  ['RBENV_ROOT', '.rbenv'],
  ['ASDF_DATA_DIR', '.asdf'],
  ['MISE_DATA_DIR', '.local/share/mise'],
  ['CARGO_HOME', '.cargo'],
  ['RUSTUP_HOME', '.rustup'],
  ['GOPATH', 'go'],
  ['GRADLE_USER_HOME', '.gradle'],
  ['SDKMAN_DIR', '.sdkman'],
  ['NUGET_PACKAGES', '.nuget/packages'],
  ['DOTNET_ROOT', '.dotnet'],
]

/**
 * Variables that give a client the home folder `fresh`. What the user's own environment names stays; what
 * lies below the real home folder is named, where `exists` says that it is there.
 */
export function freshHome(
  environment: Readonly<Record<string, string | undefined>>,
  fresh: string,
  exists: (path: string) => boolean,
): Record<string, string> {
  const real = environment['HOME'] ?? environment['USERPROFILE']
  const open = keptOpen
    .filter(([variable]) => environment[variable] === undefined)
    .map(([variable, folder]) => [variable, `${real}/${folder}`] as const)
    .filter(([, path]) => real !== undefined && exists(path))
  return {
    ...Object.fromEntries(open),
    HOME: fresh,
    USERPROFILE: fresh,
    XDG_CONFIG_HOME: `${fresh}/.config`,
    XDG_DATA_HOME: `${fresh}/.local/share`,
    XDG_STATE_HOME: `${fresh}/.local/state`,
    XDG_CACHE_HOME: `${fresh}/.cache`,
    APPDATA: `${fresh}/AppData/Roaming`,
    LOCALAPPDATA: `${fresh}/AppData/Local`,
  }
}
