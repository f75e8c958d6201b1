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
    .argument('<current>', 'what stands there already')
    .argument('[words...]', 'the whole words before it, without nemo')
    .action(async (current: string, words: string[]) => {
      const [{ readLine }, { namesFor }] = await Promise.all([
        import('../names/line.ts'),
        import('../names/complete.ts'),
      ])
      const call = invocation()
      const line = readLine(await call.wholeProgram(), words)
      for (const name of await namesFor(call.with(line.globals), line, current)) call.say(name)
    })
}

const EXAMPLES = `
Examples:
  source <(nemo completion bash)                                  in ~/.bashrc
  source <(nemo completion zsh)                                   in ~/.zshrc
  nemo completion fish > ~/.config/fish/completions/nemo.fish`
