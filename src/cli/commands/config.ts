/** `nemo config`: contexts and settings of the config file. */

import type { Command } from 'commander'
import { NEMO_HELIX, NEMO_PLATFORM } from '../../generations.ts'
import type { Invocation } from '../invocation.ts'

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const config = parent.command('config').description('Contexts and settings of the config file')
  config
    .command('view')
    .description('Show the config of the current context, without secrets')
    .option('--all-contexts', 'show all contexts')
    .option('--show-secrets', 'show tokens, too')
    .action(async (flags: { allContexts?: true; showSecrets?: true }) =>
      (await import('./config/view.ts')).view(invocation(), flags),
    )
  config
    .command('get')
    .description('Print a setting of the context')
    .argument('<key>', 'for instance base-url, workspace or output-format')
    .action(async (key: string) => (await import('./config/view.ts')).get(invocation(), key))
  config
    .command('migrate')
    .description(
      `Copy the config file of ${NEMO_PLATFORM.product} to where ${NEMO_HELIX.product} has its own`,
    )
    .action(async () => (await import('./config/migrate.ts')).migrate(invocation()))
  addSet(config, invocation)
  addContexts(config, invocation)
  config
    .command('current-context')
    .description('Print the name of the context in use')
    .action(async () => (await import('./config/contexts.ts')).current(invocation()))
  config
    .command('use-context')
    .description('The same as `contexts use`')
    .argument('<name>', 'name of the context')
    .action(async (name: string) => (await import('./config/contexts.ts')).use(invocation(), name))
  config
    .command('delete-context')
    .description('The same as `contexts delete`')
    .argument('<name>', 'name of the context')
    .option('--prune-orphans', PRUNE)
    .action(async (name: string, flags: { pruneOrphans?: true }) =>
      (await import('./config/contexts.ts')).remove(invocation(), name, flags.pruneOrphans === true),
    )
}

const PRUNE = 'also delete the cluster and the user, with their tokens, that no other context uses'

function addSet(config: Command, invocation: () => Invocation): void {
  config
    .command('set')
    .description('Change settings of a context, or make a context')
    .option('--base-url <url>', 'URL of the platform')
    .option('--keep-token', 'keep the stored token although the URL moves to another origin')
    .option('--certificate-authority <path>', 'PEM file with the certificates to trust')
    .option('--access-token <token>', 'token to log in with; - asks for it')
    .option('--api-key <token>', 'the same as --access-token')
    .option('-w, --workspace <name>', 'workspace of commands that name none')
    .option('--default-model <model>', 'model of commands that name none')
    .option('--fast-model <model>', 'model for quick tasks')
    .option('-f, --output-format <format>', 'table, json, yaml, markdown, csv or raw')
    .option('--timestamp-format <format>', 'iso8601 or relative')
    .option('--truncate', 'cut long values in tables')
    .option('--no-truncate', 'show long values as a whole')
    .option('--context <name>', 'context to change; a new one is made')
    .option('--activate', 'make it the current context')
    .action(async (_flags: unknown, command: Command) =>
      (await import('./config/set.ts')).set(invocation(), command),
    )
}

function addContexts(config: Command, invocation: () => Invocation): void {
  const contexts = config.command('contexts').description('List contexts, and make or delete them')
  const load = () => import('./config/contexts.ts')
  contexts
    .command('list')
    .description('List the contexts')
    .action(async () => (await load()).list(invocation()))
  contexts
    .command('use')
    .description('Make a context the current one')
    .argument('<name>', 'name of the context')
    .action(async (name: string) => (await load()).use(invocation(), name))
  contexts
    .command('add')
    .description('Make a context')
    .argument('<name>', 'name of the context')
    .requiredOption('--base-url <url>', 'URL of the platform')
    .option('-w, --workspace <name>', 'its workspace (default: default)')
    .option('--certificate-authority <path>', 'PEM file with the certificates to trust')
    .option('--activate', 'make it the current context')
    .action(async (name: string, flags: AddFlags) => (await load()).add(invocation(), name, flags))
  contexts
    .command('delete')
    .description('Delete a context')
    .argument('<name>', 'name of the context')
    .option('--prune-orphans', PRUNE)
    .action(async (name: string, flags: { pruneOrphans?: true }) =>
      (await load()).remove(invocation(), name, flags.pruneOrphans === true),
    )
  contexts
    .command('rename')
    .description('Give a context another name')
    .argument('<name>', 'its name')
    .argument('<new-name>', 'its new name')
    .action(async (name: string, newName: string) => (await load()).rename(invocation(), name, newName))
}

interface AddFlags {
  baseUrl: string
  workspace?: string
  certificateAuthority?: string
  activate?: true
}
