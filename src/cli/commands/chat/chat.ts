/** Sends prompts to a model, and shows its answers as they come. */

import type { NeMoPlatform } from '../../../index.ts'
import { run, UsageError } from '../../errors.ts'
import { oneOf, readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { printableLine, shownOn } from '../../output/terminal.ts'
import { readStandardInput } from '../shared/read-input.ts'
import { answer, converse, readAnswer, type Talk } from './conversation.ts'
import { splitThinking } from './thinking.ts'

/** The flags. */
export interface ChatFlags {
  readonly model?: string
  readonly fast?: true
  readonly provider?: string
  readonly interactive?: true
  readonly systemMessage?: string
  readonly temperature?: string
  readonly maxTokens?: string
  readonly outputFormat?: string
}

interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

const FORMATS = ['text', 'json', 'raw'] as const
const ROUTE = 'v1/chat/completions'

/** Whom to ask, and how. */
interface Conversation {
  readonly client: NeMoPlatform
  readonly model: string
  readonly workspace: string | undefined
  readonly provider: string | undefined
  readonly settings: Readonly<Record<string, unknown>>
  readonly messages: Message[]
}

/** Does it: once where there is a prompt, else as a conversation. */
export async function chat(
  invocation: Invocation,
  words: { model: string | undefined; prompt: string | undefined },
  flags: ChatFlags,
): Promise<void> {
  const format = oneOf('--output-format', flags.outputFormat, FORMATS) ?? 'text'
  // With --model or --fast, the only word is the prompt.
  const named = flags.fast === true ? fastModel(invocation, flags) : flags.model
  if (named !== undefined && words.prompt !== undefined) {
    throw new UsageError(
      `The model is ${words.model} as a word, and ${named} by ${flags.fast === true ? '--fast' : '--model'}`,
      run('nemo chat <model> <prompt>', 'Give it once'),
    )
  }
  const prompt = named === undefined ? words.prompt : words.model
  const wanted =
    named ?? words.model ?? (flags.provider === undefined ? invocation.config().defaultModel : undefined)
  if (flags.interactive === true && !invocation.isInteractive) {
    throw new UsageError(
      'A conversation needs a terminal',
      'Leave --interactive out, and give the prompt as a word or on standard input',
    )
  }
  const settings = {
    temperature: readTemperature(flags.temperature),
    max_tokens: readNumber('--max-tokens', flags.maxTokens, { least: 1 }),
  }
  const first = prompt ?? (invocation.isInteractive ? undefined : await pipedPrompt(invocation))
  const conversation = await open(invocation, wanted, flags, settings)
  if (first !== undefined && flags.interactive !== true) return once(invocation, conversation, first, format)
  return converse(invocation, talkOf(invocation, conversation), first)
}

function fastModel(invocation: Invocation, { model, provider }: ChatFlags): string {
  if (model !== undefined || provider !== undefined) {
    const other = model === undefined ? '--provider' : '--model'
    throw new UsageError(`--fast and ${other} exclude each other`, 'Choose one of them')
  }
  const { fastModel } = invocation.config()
  if (fastModel !== undefined) return fastModel
  throw new UsageError(
    'The context has neither a fast model nor a default one',
    run('nemo config set --fast-model <name>'),
    run('nemo chat <model> <prompt>', 'To name one'),
  )
}

async function open(
  invocation: Invocation,
  wanted: string | undefined,
  { provider, systemMessage }: ChatFlags,
  settings: Conversation['settings'],
): Promise<Conversation> {
  const client = invocation.client()
  if (provider?.includes('/'))
    throw new UsageError(
      `'${provider}' is no name of a provider`,
      run(`nemo chat --provider ${provider.split('/').at(-1)}`),
    )
  const model = wanted ?? (await pickModel(invocation, client))
  const [inline, ...rest] = provider === undefined && model.includes('/') ? model.split('/') : []
  const { workspace: flag } = invocation.globals
  if (inline !== undefined && flag !== undefined && flag !== inline) {
    throw new UsageError(
      `The workspace is ${inline} in the name of the model, and ${flag} in --workspace`,
      'Give it once',
    )
  }
  const workspace = inline ?? client.workspace
  const name = inline === undefined ? model : rest.join('/')
  const messages: Message[] = systemMessage === undefined ? [] : [{ role: 'system', content: systemMessage }]
  return {
    client,
    model: provider === undefined ? `${workspace}/${name}` : model,
    workspace,
    provider,
    settings,
    messages,
  }
}

/** Lets somebody at a terminal choose one of those that the gateway serves. */
async function pickModel(invocation: Invocation, client: NeMoPlatform): Promise<string> {
  if (!invocation.isInteractive) {
    throw new UsageError(
      'Missing model',
      run('nemo chat <model> <prompt>'),
      run('nemo inference models list', 'To see which there are'),
    )
  }
  const { data } = await client.inference.models.list({}, { signal: invocation.io.signal })
  if (data.length === 0) {
    throw new UsageError(
      'The gateway serves no model in this workspace',
      run('nemo inference providers create <name> --host-url <url>', 'To register a provider'),
    )
  }
  const prompts = await invocation.prompts()
  return invocation.answered(
    await prompts.select({
      message: 'Model',
      signal: invocation.io.signal,
      options: data.map(({ id }) => ({ value: id, label: printableLine(id) })),
    }),
  )
}

async function pipedPrompt({ io }: Invocation): Promise<string> {
  const text = io.stdin.isTTY === true ? '' : (await readStandardInput(io)).trim()
  if (text !== '') return text
  throw new UsageError(
    'Missing prompt',
    run('nemo chat <model> "What is a LoRA adapter?"'),
    run('echo "What is a LoRA adapter?" | nemo chat <model>'),
  )
}

async function once(
  invocation: Invocation,
  conversation: Conversation,
  prompt: string,
  format: (typeof FORMATS)[number],
): Promise<void> {
  if (format === 'text') {
    await answer(invocation, talkOf(invocation, conversation), prompt)
    return
  }
  const { text, usage } = await readAnswer(await ask(invocation, conversation, prompt), () => true)
  if (format === 'raw') {
    invocation.say(shownOn(invocation.io.stdout, text))
    return
  }
  const { thinking, content } = splitThinking(text)
  invocation.sayJson({ content, thinking, model: conversation.model, usage })
}

/** Each prompt goes with what was said before. */
function talkOf(invocation: Invocation, conversation: Conversation): Talk {
  const { messages, model } = conversation
  return {
    label: model,
    ask: (prompt) => ask(invocation, conversation, prompt),
    onAnswer: (prompt, text) =>
      void messages.push({ role: 'user', content: prompt }, { role: 'assistant', content: text }),
  }
}

async function ask(
  invocation: Invocation,
  { client, model, workspace, provider, settings, messages }: Conversation,
  prompt: string,
): Promise<AsyncIterable<unknown>> {
  const { signal } = invocation.io
  const { gateway } = client.inference
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  const body = {
    model,
    messages: [...messages, { role: 'user', content: prompt }],
    ...given,
    stream: true as const,
  }
  return provider === undefined
    ? await gateway.openai.post(ROUTE, { workspace, body }, { signal })
    : await gateway.provider.post(ROUTE, { workspace, name: provider, body }, { signal })
}

function readTemperature(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 2) return value
  throw new UsageError(`--temperature must be a number from 0 to 2, not '${text}'`)
}
