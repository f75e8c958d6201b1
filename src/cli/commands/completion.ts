/** `nemo completion`: lets a shell complete commands, options, and the names of what the platform has. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  const completion = parent
    .command('completion')
    .description('Completion for bash, zsh or fish')
    .addHelpText('after', EXAMPLES)
  for (const shell of SHELLS) {
    completion
      .command(shell)
      .description(`Print the script for ${shell}`)
      .action(async () => {
        const { script } = await import('./completion/script.ts')
        const call = invocation()
        call.say(script(shell, await call.wholeProgram()))
      })
  }
  completion
    .command('names', { hidden: true })
    .description('Print the names that the scripts offer')
    .argument('<command>', 'the command so far')
    .argument('<previous>', 'the word before')
    .argument('<current>', 'what stands there already')
    .action(async (path: string, previous: string, current: string) => {
      const { namesFor } = await import('../names/complete.ts')
      for (const name of await namesFor(invocation(), path, previous, current)) invocation().say(name)
    })
}

const EXAMPLES = `
Examples:
  source <(nemo completion bash)                                  in ~/.bashrc
  source <(nemo completion zsh)                                   in ~/.zshrc
  nemo completion fish > ~/.config/fish/completions/nemo.fish`
