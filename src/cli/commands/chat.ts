/** `nemo chat`: one prompt, or a conversation. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'
import type { ChatFlags } from './chat/chat.ts'

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  parent
    .command('chat')
    .description('Talk to a model: one prompt, or a conversation at a terminal')
    .argument('[model]', 'name of the model, or workspace/name; with --model, the prompt')
    .argument('[prompt]', 'what to say; else it is read from standard input')
    .option('-m, --model <name>', 'the model (default: that of the context)')
    .option('--fast', 'ask the fast model of the context; the only word is the prompt')
    .option('--provider <name>', 'ask this provider; the model is what it calls it')
    .option('--interactive', 'go on with a conversation after the prompt')
    .option('--system, --system-message <text>', 'what the model is told first')
    .option('--temperature <number>', 'how free it is, from 0 to 2')
    .option('--max-tokens <number>', 'longest answer, in tokens')
    .option('-f, --output-format <format>', 'text, json or raw')
    .addHelpText('after', EXAMPLES)
    .action(async (model: string | undefined, prompt: string | undefined, flags: ChatFlags) =>
      (await import('./chat/chat.ts')).chat(invocation(), { model, prompt }, flags),
    )
}

const EXAMPLES = `
Examples:
  nemo chat llama "What is a LoRA adapter?"
  git diff | nemo chat llama --system "Write a commit message for this change"
  nemo chat                                         (asks which model)`
