/** `nemo config view` and `get`: what stands in the file; the environment is left out. */

import { readVariable } from '../../../config/environment.ts'
import { type ConfigFile, type ContextDefinition, loadConfig, resolveConfig } from '../../../config/index.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'

const HIDDEN = '***REDACTED***'
const SECRETS = ['token', 'refresh_token', 'api_key']

/** Shows the file: the current context with its cluster and its user, or all. */
export async function view(
  invocation: Invocation,
  flags: { allContexts?: true; showSecrets?: true },
): Promise<void> {
  const { path, file } = load(invocation)
  const context = flags.allContexts === true ? undefined : currentContext(invocation, file)
  const { current_context, contexts, clusters, users, ...others } = file
  const shown = {
    current_context: context?.name ?? current_context ?? null,
    contexts: contexts.filter((one) => context === undefined || one === context),
    clusters: clusters.filter(({ name }) => context === undefined || name === context.cluster),
    users: users
      .filter(({ name }) => context === undefined || name === context.user)
      .map((user) => (flags.showSecrets === true ? user : withoutSecrets(user))),
    // What else stands in the file belongs to no context.
    ...(context === undefined ? others : {}),
  }
  invocation.note(`# Config file: ${path}`)
  for (const one of invocation.contradictions()) invocation.note(`# Warning: ${one}`)
  if (context !== undefined) invocation.note(`# Showing config for context: ${context.name}`)
  await invocation.print(shown, { formats: ['json', 'yaml', 'raw'] })
}

/** Prints one setting. */
export function get(invocation: Invocation, key: string): void {
  const { file } = load(invocation)
  const context = currentContext(invocation, file)
  const cluster = file.clusters.find(({ name }) => name === context.cluster)
  const { preferences } = context
  const settings: Readonly<Record<string, unknown>> = {
    'base-url': cluster?.base_url,
    'certificate-authority': cluster?.certificate_authority,
    workspace: context.workspace,
    'default-model': context.default_model,
    'fast-model': context.fast_model,
    'output-format': preferences.output_format,
    'timestamp-format': preferences.timestamp_format,
    truncate: preferences.truncate,
    'color-output': preferences.color_output,
    context: context.name,
  }
  const name = key.replaceAll('_', '-')
  if (!Object.hasOwn(settings, name)) {
    const isToken = /token|key/.test(name)
    throw new UsageError(
      `There is no setting '${key}'`,
      ...(isToken ? [run('nemo auth token')] : []),
      `Settings are ${Object.keys(settings).join(', ')}`,
    )
  }
  invocation.say(String(settings[name] ?? ''))
}

/** The context that a command is about: the flag, the environment, the file's current one. */
export function currentContext(invocation: Invocation, file: ConfigFile): ContextDefinition {
  const { context: flag } = invocation.globals
  const { env } = invocation.io
  const name = flag ?? readVariable(env, 'CURRENT_CONTEXT') ?? file.current_context
  if (!name) throw new LocalError('No current context set', [run('nemo config use-context <name>')])
  const context = file.contexts.find((candidate) => candidate.name === name)
  if (context !== undefined) return context
  // The same words as everywhere else.
  resolveConfig({ contextName: name, environment: env })
  throw new LocalError(`Context '${name}' not found.`, [run('nemo config contexts list')])
}

function load({ io }: Invocation) {
  return loadConfig({ environment: io.env })
}

function withoutSecrets(user: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...user }
  for (const key of SECRETS) if (shown[key]) shown[key] = HIDDEN
  return shown
}
