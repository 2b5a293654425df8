// The scripts by which shells complete: each asks the program itself what may stand at the cursor.

export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** The name of the hidden command that answers. */
export const replyCommand = '__complete'

function bash(program: string, called: string): string {
  return `# Completion of ${program} for bash. For every shell, in ~/.bashrc:  source <(${program} completion bash)
${called}() {
  local index IFS=$'\\n'
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ \${COMP_WORDS[index]} == -- ]]; then
      # What comes now is another program, completed as if it stood alone where bash can.
      if declare -F _command_offset > /dev/null; then _command_offset $((index + 1)); fi
      return
    fi
  done
  COMPREPLY=($("\${COMP_WORDS[0]}" ${replyCommand} -- "\${COMP_WORDS[@]:0:COMP_CWORD + 1}" 2> /dev/null | cut -f 1))
}
complete -o bashdefault -o default -F ${called} ${program}
`
}

function zsh(program: string, called: string): string {
  return `#compdef ${program}
# Completion of ${program} for zsh. For every shell, in ~/.zshrc after compinit:  source <(${program} completion zsh)
${called}() {
  local line
  local -a replies
  for line in "\${(@f)$("\${words[1]}" ${replyCommand} -- "\${(@)words[1,CURRENT]}" 2> /dev/null)}"; do
    if [[ -n $line ]]; then replies+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}"); fi
  done
  if (( $#replies )); then _describe '${program}' replies; else _default; fi
}
compdef ${called} ${program}
`
}

function fish(program: string, called: string): string {
  return `# Completion of ${program} for fish. For every shell:  ${program} completion fish > ~/.config/fish/completions/${program}.fish
function ${called}
    set -l replies (${program} ${replyCommand} -- (commandline -opc) (commandline -ct) 2> /dev/null)
    if test (count $replies) -gt 0
        printf '%s\\n' $replies
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c ${program} -f -a '(${called})'
`
}

const scripts: Readonly<Record<Shell, (program: string, called: string) => string>> = { bash, zsh, fish }

/** The script for a shell. */
export function scriptFor(shell: Shell, program: string): string {
  return scripts[shell](program, `_${program.replaceAll('-', '_')}_complete`)
}
