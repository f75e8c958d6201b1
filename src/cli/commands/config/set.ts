/** `nemo config set`: changes settings of a context, or makes one. */

import type { Command } from 'commander'
import { readVariable } from '../../../config/environment.ts'
import { type ConfigChanges, loadConfig, updateConfig } from '../../../config/index.ts'
import { InvalidArgumentError } from '../../../index.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import { oneOf } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { FORMATS } from '../../output/formats.ts'
import { readStandardInput } from '../shared/read-input.ts'

/** The flags; empty texts count as not given. */
interface SetFlags {
  baseUrl?: string
  keepToken?: true
  certificateAuthority?: string
  accessToken?: string
  apiKey?: string
  workspace?: string
  defaultModel?: string
  fastModel?: string
  outputFormat?: string
  timestampFormat?: string
  truncate?: boolean
  context?: string
  activate?: true
}

/** Changes them. */
export async function set(invocation: Invocation, command: Command): Promise<void> {
  const flags = command.opts<SetFlags>()
  const contextName = flags.context || invocation.globals.context
  const isActivating = flags.activate === true
  const changes = await changesOf(invocation, flags, command)
  if (Object.keys(changes).length === 0) {
    if (!isActivating || contextName === undefined) {
      command.outputHelp()
      throw new LocalError('There is nothing to set', [run('nemo config set --base-url <url>')])
    }
    const { use } = await import('./contexts.ts')
    await use(invocation, contextName)
    return
  }
  const target = contextName ?? environmentContext(invocation) ?? current(invocation)
  const updated = await write(
    invocation,
    target,
    {
      ...changes,
      ...(isActivating ? { current_context: target } : {}),
    },
    flags.keepToken === true,
  )
  report(invocation, updated, isActivating)
}

type Updated = Awaited<ReturnType<typeof updateConfig>>

async function changesOf(invocation: Invocation, flags: SetFlags, command: Command): Promise<ConfigChanges> {
  if (flags.accessToken && flags.apiKey && flags.accessToken !== flags.apiKey)
    throw new UsageError(
      '--access-token and --api-key are the same, and exclude each other',
      'Choose one of them',
    )
  const token = await readToken(invocation, flags.accessToken || flags.apiKey)
  const changes: ConfigChanges = {
    base_url: flags.baseUrl || undefined,
    certificate_authority: flags.certificateAuthority || undefined,
    access_token: token || undefined,
    workspace: flags.workspace || undefined,
    default_model: flags.defaultModel || undefined,
    fast_model: flags.fastModel || undefined,
    output_format: oneOf('--output-format', flags.outputFormat || undefined, FORMATS),
    timestamp_format: oneOf('--timestamp-format', flags.timestampFormat || undefined, [
      'iso8601',
      'relative',
    ]),
    truncate: command.getOptionValueSource('truncate') === 'cli' ? flags.truncate : undefined,
  }
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

/** A token stands in no list of processes if it is asked for. */
async function readToken(invocation: Invocation, given: string | undefined): Promise<string | undefined> {
  if (given !== '-') return given
  if (!invocation.isInteractive) return (await readStandardInput(invocation.io)).trim()
  const prompts = await invocation.prompts()
  return invocation.answered(
    await prompts.password({ message: 'Access token', signal: invocation.io.signal }),
  )
}

function environmentContext({ io }: Invocation): string | undefined {
  return readVariable(io.env, 'CURRENT_CONTEXT')
}

function current({ io }: Invocation): string {
  return loadConfig({ environment: io.env, mustExist: false }).file.current_context || 'default'
}

async function write(
  invocation: Invocation,
  contextName: string,
  changes: ConfigChanges,
  keepToken: boolean,
): Promise<Updated> {
  try {
    return await updateConfig(changes, {
      contextName,
      environment: invocation.io.env,
      dropMovedTokens: !keepToken,
      warn: (message) => invocation.note(`${invocation.style.yellow('Warning:')} ${message}`),
    })
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    if (error.argument === 'base_url') {
      throw new LocalError(`Invalid base URL: '${changes.base_url}': it ${error.fault}`, [
        'Use a URL with http:// or https://, for instance https://nemo.example.com',
      ])
    }
    throw new LocalError(error.problem, error.advice)
  }
}

function report(
  invocation: Invocation,
  { contextName, created, loggedOut }: Updated,
  isActivated: boolean,
): void {
  const { style, io } = invocation
  const isCurrent = loadConfig({ environment: io.env }).file.current_context === contextName
  if (created) {
    invocation.say(`Context '${contextName}' created${isCurrent ? ' and set as current' : ''}`)
    if (!isCurrent) invocation.say(`To make it current, run: nemo config use-context ${contextName}`)
  } else {
    invocation.say(
      `Configuration updated for context '${contextName}'${isActivated ? ' and set as current' : ''}`,
    )
  }
  if (loggedOut.length > 0) {
    invocation.note(
      `${style.yellow('Warning:')} the base URL is on another origin now: the tokens of ${loggedOut.join(', ')} were for the old one and have been removed (--keep-token keeps them). Log in: nemo auth login`,
    )
  }
}
