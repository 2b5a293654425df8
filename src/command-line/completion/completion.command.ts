// The commands by which a shell completes: one prints the script, the other, hidden, is what the script asks.
import type { Command, Program } from '../command.js'

/** Both commands for a program; `programOf` is asked when one of them runs. */
export function completionCommands(name: string, programOf: () => Program): readonly [Command, Command] {
  const shown: Command = {
    name: 'completion',
    summary: 'print the script by which a shell completes commands, flags and names',
    words: [
      { name: 'shell', summary: 'bash, zsh or fish', optional: false, choices: ['bash', 'zsh', 'fish'] },
    ],
    flags: {},
    examples: [
      [`source <(${name} completion bash)`, 'in this shell; in ~/.bashrc, in every one'],
      [`${name} completion fish > ~/.config/fish/completions/${name}.fish`, 'for fish'],
    ],
    load: async () => (await import('./completion.js')).scriptModule(programOf()),
  }
  const hidden: Command = {
    name: '__complete',
    summary: 'say what may stand at the cursor',
    hidden: true,
    flags: {},
    rest: 'WORD...',
    examples: [],
    load: async () => (await import('./completion.js')).replyModule(programOf()),
  }
  return [shown, hidden]
}
