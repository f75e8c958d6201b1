/** Scripts that complete commands and options; made from the commands themselves. */

import type { Command } from 'commander'

/** The script for a shell. */
export function script(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  const places = placesOf(program)
  return shell === 'fish' ? fish(places) : shell === 'zsh' ? zsh(places) : bash(places)
}

interface Word {
  readonly text: string
  readonly help: string
}

/** What may follow some commands: `workspaces members`. */
interface Place {
  readonly path: string
  readonly commands: readonly Word[]
  readonly options: readonly Word[]
}

function placesOf(command: Command, path: readonly string[] = []): Place[] {
  const commands = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].map((text) => ({ text, help: child.description() })),
  )
  const options = command.options
    .filter(({ hidden, long }) => !hidden && long !== undefined)
    .map(({ long, description }) => ({ text: long ?? '', help: description }))
  const place = {
    path: path.join(' '),
    commands,
    options: [...options, { text: '--help', help: 'show help' }],
  }
  const below = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].flatMap((name) => placesOf(child, [...path, name])),
  )
  return [place, ...below]
}

/** The words of the command so far, without options, lead to the place. */
function bash(places: readonly Place[]): string {
  return `# Completion of nemo for bash: source <(nemo completion bash)
_nemo() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *)
      case " $_nemo_places " in *" \${place:+\${place// /_}_}$word "*) place="\${place:+$place }$word" ;; esac
    esac
  done
  local words=""
  case "$place" in
${places.map(({ path, commands, options }) => `    '${path}') words="${[...commands, ...options].map(({ text }) => text).join(' ')}" ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
_nemo_places="${places
    .map(({ path }) => path.replaceAll(' ', '_'))
    .filter(Boolean)
    .join(' ')}"
complete -o default -F _nemo nemo`
}

function zsh(places: readonly Place[]): string {
  const described = ({ text, help }: Word) =>
    `'${`${text}:${help.replaceAll(':', '\\:')}`.replaceAll("'", `'\\''`)}'`
  return `#compdef nemo
# Completion of nemo for zsh: source <(nemo completion zsh)
_nemo() {
  local place="" word
  local -a entries
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ "$word" == -* ]] && continue
    (( \${_nemo_places[(Ie)\${place:+$place }$word]} )) && place="\${place:+$place }$word"
  done
  case "$place" in
${places.map(({ path, commands, options }) => `    '${path}') entries=(${[...commands, ...options].map(described).join(' ')}) ;;`).join('\n')}
  esac
  _describe 'nemo' entries || _files
}
typeset -ga _nemo_places=(${places
    .filter(({ path }) => path !== '')
    .map(({ path }) => `'${path}'`)
    .join(' ')})
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
compdef _nemo nemo`
}

function fish(places: readonly Place[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const lines = places.flatMap(({ path, commands, options }) => {
    const condition = `__nemo_at ${quoted(path)}`
    return [
      ...commands.map(
        ({ text, help }) => `complete -c nemo -f -n ${quoted(condition)} -a ${text} -d ${quoted(help)}`,
      ),
      ...options.map(
        ({ text, help }) => `complete -c nemo -n ${quoted(condition)} -l ${text.slice(2)} -d ${quoted(help)}`,
      ),
    ]
  })
  return `# Completion of nemo for fish: nemo completion fish > ~/.config/fish/completions/nemo.fish
set -g __nemo_places ${places
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path))
    .join(' ')}
function __nemo_at
    set -l place
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and continue
        set -l next (string join ' ' $place $word)
        contains -- $next $__nemo_places; and set place $next
    end
    test "$place" = "$argv[1]"
end
${lines.join('\n')}`
}
