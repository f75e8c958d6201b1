/** Scripts that complete commands and options; made from the commands themselves. */

import type { Command } from 'commander'

/** The script for a shell. */
export function script(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  const globals = globalNames(program)
  const everywhere = [...wordsOf(program, (name) => name !== '--version'), HELP]
  const places = placesOf(program, [], globals)
  return shell === 'fish'
    ? fish(places, everywhere)
    : shell === 'zsh'
      ? zsh(places, everywhere)
      : bash(places, everywhere)
}

interface Word {
  readonly text: string
  readonly help: string
}

/** Names of the options that stand behind every command. */
function globalNames(program: Command): Set<string> {
  return new Set(program.options.flatMap(({ long, hidden }) => (hidden || long === undefined ? [] : [long])))
}

/** What may follow some commands: `workspaces members`. */
interface Place {
  readonly path: string
  readonly commands: readonly Word[]
  readonly options: readonly Word[]
}

const HELP: Word = { text: '--help', help: 'show help' }

function wordsOf({ options }: Command, isWanted: (name: string) => boolean): Word[] {
  return options
    .filter(({ hidden, long }) => !hidden && long !== undefined && isWanted(long))
    .map(({ long, description }) => ({ text: long ?? '', help: description }))
}

function placesOf(command: Command, path: readonly string[], globals: ReadonlySet<string>): Place[] {
  const commands = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].map((text) => ({ text, help: child.description() })),
  )
  const place = {
    path: path.join(' '),
    commands,
    // Those of every command are told once for all.
    options: wordsOf(command, (name) => (path.length === 0 ? name === '--version' : !globals.has(name))),
  }
  const below = command.commands.flatMap((child) =>
    [child.name(), ...child.aliases()].flatMap((name) => placesOf(child, [...path, name], globals)),
  )
  return [place, ...below]
}

/** The words of the command so far, without options, lead to the place. */
function bash(places: readonly Place[], everywhere: readonly Word[]): string {
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
  words="$words ${everywhere.map(({ text }) => text).join(' ')}"
  COMPREPLY=()
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  # COMP_WORDS is taken apart at colons, too: the line is not.
  local line="\${COMP_LINE:0:COMP_POINT}"
  local last="\${line##*[[:space:]]}"
  [[ "$last" == -* ]] && return
  local -a before
  read -r -a before <<< "\${line%"$last"}"
  local offset=$(( \${#last} - \${#current} ))
  [[ "$current" == [:=] ]] && offset=\${#last}
  # Names are of others: compgen -W would run what is in them.
  while IFS= read -r word; do
    [[ "$word" == "$last"* ]] && COMPREPLY+=("\${word:offset}")
  done < <(nemo completion names -- "$last" "\${before[@]:1}" 2> /dev/null)
}
_nemo_places="${places
    .map(({ path }) => path.replaceAll(' ', '_'))
    .filter(Boolean)
    .join(' ')}"
complete -o default -F _nemo nemo`
}

function zsh(places: readonly Place[], everywhere: readonly Word[]): string {
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
  entries+=(${everywhere.map(described).join(' ')})
  if [[ "\${words[CURRENT]}" != -* ]]; then
    local -a names=("\${(@f)$(nemo completion names -- "\${words[CURRENT]}" "\${(@Q)words[2,CURRENT-1]}" 2> /dev/null)}")
    (( \${#names[1]} )) && compadd -- "\${names[@]}" && return
  fi
  _describe 'nemo' entries || _files
}
typeset -ga _nemo_places=(${places
    .filter(({ path }) => path !== '')
    .map(({ path }) => `'${path}'`)
    .join(' ')})
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
compdef _nemo nemo`
}

function fish(places: readonly Place[], everywhere: readonly Word[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const option = ({ text, help }: Word, condition: string) =>
    `complete -c nemo ${condition}-l ${text.slice(2)} -d ${quoted(help)}`
  const shared = everywhere.map((word) => option(word, ''))
  const lines = places.flatMap(({ path, commands, options }) => {
    const condition = `__nemo_at ${quoted(path)}`
    return [
      ...commands.map(
        ({ text, help }) => `complete -c nemo -f -n ${quoted(condition)} -a ${text} -d ${quoted(help)}`,
      ),
      ...options.map((word) => option(word, `-n ${quoted(condition)} `)),
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
function __nemo_names
    set -l current (commandline -ct)
    nemo completion names -- "$current" (commandline -opc)[2..-1] 2>/dev/null
end
complete -c nemo -n 'not string match -q -- "-*" (commandline -ct)' -a '(__nemo_names)'
${[...shared, ...lines].join('\n')}`
}
