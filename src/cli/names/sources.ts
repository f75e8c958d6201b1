/** The names that commands and options are about, and where they are listed: for completion, and for a choice at a terminal. */

import type { NeMoPlatform, RequestOptions } from '../../index.ts'

/** What names are of. */
export type NameKind = keyof typeof LISTS

/** As many as a page of the platform has at most. */
const MOST_NAMES = 100

type List = (client: NeMoPlatform, options: RequestOptions) => Promise<readonly string[]>

const named = ({ data }: { readonly data: readonly { readonly name?: string | null | undefined }[] }) =>
  data.flatMap(({ name }) => (name == null ? [] : [name]))
const page = { page_size: MOST_NAMES }

const LISTS = {
  workspaces: async (client, options) => named(await client.workspaces.list(page, options)),
  members: async (client, options) => {
    const { data } = await client.workspaces.members.list({}, options)
    return data.map(({ principal }) => principal)
  },
  projects: async (client, options) => named(await client.projects.list(page, options)),
  secrets: async (client, options) => named(await client.secrets.list(page, options)),
  filesets: async (client, options) => named(await client.files.filesets.list(page, options)),
  jobs: async (client, options) => named(await client.jobs.list(page, options)),
  models: async (client, options) => named(await client.models.list(page, options)),
  adapters: async (client, options) => named(await client.adapters.list(page, options)),
  providers: async (client, options) => named(await client.inference.providers.list(page, options)),
  deployments: async (client, options) => named(await client.inference.deployments.list(page, options)),
  'deployment-configs': async (client, options) =>
    named(await client.inference.deploymentConfigs.list(page, options)),
  prompts: async (client, options) => named(await client.inference.prompts.list(page, options)),
  'virtual-models': async (client, options) =>
    named(await client.inference.virtualModels.list(page, options)),
  guardrails: async (client, options) => named(await client.guardrail.configs.list(page, options)),
  experiments: async (client, options) => named(await client.experiments.list(page, options)),
  served: async (client, options) => {
    const { data } = await client.inference.models.list({}, options)
    return data.map(({ id }) => id)
  },
} satisfies Readonly<Record<string, List>>

/** By the group that a command is in. */
const GROUPS: Readonly<Record<string, NameKind>> = {
  workspaces: 'workspaces',
  'workspaces members': 'members',
  projects: 'projects',
  secrets: 'secrets',
  files: 'filesets',
  'files filesets': 'filesets',
  jobs: 'jobs',
  models: 'models',
  adapters: 'adapters',
  'inference providers': 'providers',
  'inference deployments': 'deployments',
  'inference deployment-configs': 'deployment-configs',
  'inference prompts': 'prompts',
  'inference virtual-models': 'virtual-models',
  'guardrail configs': 'guardrails',
  experiments: 'experiments',
}

/** Commands that are about something else than their group, or about nothing that is there yet. */
const COMMANDS: Readonly<Record<string, NameKind | undefined>> = {
  chat: 'served',
  'files upload': undefined,
  'wait inference deployment': 'deployments',
  'wait inference provider': 'providers',
}

const OPTIONS: Readonly<Record<string, NameKind>> = {
  '--workspace': 'workspaces',
  '-w': 'workspaces',
  '--project': 'projects',
  '--fileset': 'filesets',
  '--job': 'jobs',
  '--model': 'models',
  '--provider': 'providers',
}

/** What the argument of a command names: `jobs get`. */
export function kindOfArgument(path: string): NameKind | undefined {
  if (Object.hasOwn(COMMANDS, path)) return COMMANDS[path]
  const words = path.split(' ')
  if (words.pop() === 'create') return undefined
  const group = words.join(' ')
  return Object.hasOwn(GROUPS, group) ? GROUPS[group] : undefined
}

/** What the value of an option names. */
export function kindOfOption(flag: string): NameKind | undefined {
  return Object.hasOwn(OPTIONS, flag) ? OPTIONS[flag] : undefined
}

/** Asks for the names; the first ones where there are more than a page has. */
export function listNames(
  kind: NameKind,
  client: NeMoPlatform,
  options: RequestOptions,
): Promise<readonly string[]> {
  const list: List = LISTS[kind]
  return list(client, options)
}
