/** The groups of commands. Each is loaded when it is asked for: `--help` alone loads none. */

import type { CommandGroup, PluginGroup, Register } from './command-group.ts'
import { PLUGIN_GROUPS } from './plugins/groups.generated.ts'
import type { GroupSpec } from './shared/command-spec.ts'

/** A group of which every command stands as data. */
async function described(spec: Promise<GroupSpec>): Promise<{ register: Register }> {
  const [{ addGroup }, group] = await Promise.all([import('./shared/described.ts'), spec])
  return { register: (parent, invocation) => void addGroup(parent, group, invocation) }
}

/** The group of a plugin: what is described, its jobs, and what is written by hand. */
function ofPlugin({ name, aliases, summary, load, extension }: PluginGroup): CommandGroup {
  return {
    name,
    aliases,
    summary,
    async load() {
      const [{ addPluginGroup }, spec, extended] = await Promise.all([
        import('./plugins/plugin-group.ts'),
        load(),
        extension?.(),
      ])
      return { register: (parent, invocation) => addPluginGroup(parent, spec, invocation, extended) }
    },
  }
}

/** In the order of the help. */
export const GROUPS: readonly CommandGroup[] = [
  { name: 'auth', summary: 'Log in and out, and look at the token', load: () => import('./auth.ts') },
  {
    name: 'where',
    summary: 'Show where you are: context, user, platform and its release, workspace',
    load: () => import('./where.ts'),
  },
  { name: 'config', summary: 'Contexts and settings of the config file', load: () => import('./config.ts') },
  { name: 'workspaces', summary: 'Workspaces and their members', load: () => import('./workspaces.ts') },
  {
    name: 'projects',
    summary: 'Projects of a workspace',
    load: () => described(import('./projects.generated.ts').then(({ PROJECTS }) => PROJECTS)),
  },
  { name: 'secrets', summary: 'Secrets of a workspace', load: () => import('./secrets.ts') },
  {
    name: 'files',
    summary: 'Filesets, and the files in them',
    load: () => import('./files.ts'),
  },
  {
    name: 'jobs',
    summary: 'Jobs, with their steps, logs and results',
    load: () => import('./jobs.ts'),
  },
  {
    name: 'models',
    summary: 'Models and their adapters',
    load: () => described(import('./models.generated.ts').then(({ MODELS }) => MODELS)),
  },
  {
    name: 'adapters',
    summary: 'Adapters of models',
    load: () => described(import('./adapters.generated.ts').then(({ ADAPTERS }) => ADAPTERS)),
  },
  {
    name: 'inference',
    summary: 'Providers, deployments, prompts, and the gateway to models',
    load: () => import('./inference.ts'),
  },
  {
    name: 'guardrail',
    summary: 'Guardrails, and checks of messages against them',
    load: () => described(import('./guardrail.generated.ts').then(({ GUARDRAIL }) => GUARDRAIL)),
  },
  {
    name: 'experiments',
    summary: 'Experiments, which evaluations belong to',
    load: () => described(import('./experiments.generated.ts').then(({ EXPERIMENTS }) => EXPERIMENTS)),
  },
  {
    name: 'evaluations',
    summary: 'Evaluations of agents and models, with their scores',
    load: () => described(import('./evaluations.generated.ts').then(({ EVALUATIONS }) => EVALUATIONS)),
  },
  {
    name: 'intake',
    summary: 'Telemetry of agents, traces, annotations and scores',
    load: () => described(import('./intake.generated.ts').then(({ INTAKE }) => INTAKE)),
  },
  {
    name: 'entities',
    summary: 'Records underneath all other things, for looking into',
    load: () => described(import('./entities.generated.ts').then(({ ENTITIES }) => ENTITIES)),
  },
  {
    name: 'iam',
    summary: 'Role bindings, for services; people use workspaces members',
    load: () => described(import('./iam.generated.ts').then(({ IAM }) => IAM)),
  },
  ...PLUGIN_GROUPS.map(ofPlugin),
  {
    name: 'chat',
    summary: 'Talk to a model: one prompt, or a conversation at a terminal',
    load: () => import('./chat.ts'),
  },
  {
    name: 'wait',
    summary: 'Wait until something is ready; exit code 1 if it fails, or takes too long',
    load: () => import('./wait.ts'),
  },
  {
    name: 'describe',
    summary: 'Print all commands as Markdown, for coding agents; nothing is sent',
    load: () => import('./describe.ts'),
  },
  {
    name: 'open',
    summary: 'Open Studio in the browser, in the same workspace; prints the address',
    load: () => import('./open.ts'),
  },
  { name: 'api', summary: 'Send a request to any endpoint', load: () => import('./api.ts') },
  { name: 'quickstart', summary: 'Run a platform on this machine', load: () => import('./quickstart.ts') },
  { name: 'completion', summary: 'Completion for bash, zsh or fish', load: () => import('./completion.ts') },
]
