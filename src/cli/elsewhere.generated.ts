// Generated from api/ by npm run generate. Do not edit.

import type { Elsewhere } from './elsewhere.ts'

/** Commands that are not here, by the beginning of their names. */
export const ELSEWHERE: readonly Elsewhere[] = [
  {
    path: 'services',
    what: 'runs the services of a platform on this machine',
    instead: ['nemo quickstart up'],
    isPython: true,
  },
  {
    path: 'setup',
    what: 'sets up a platform on this machine, with a model provider',
    instead: ['nemo quickstart configure', 'nemo auth login --base-url <url>'],
    isPython: true,
  },
  {
    path: 'skills',
    what: "installs texts for coding agents that come with Python's package",
    instead: ['nemo --help'],
    isPython: true,
  },
  {
    path: 'docs',
    what: "shows the documentation that comes with Python's package",
    instead: ['nemo --help'],
    isPython: true,
  },
  {
    path: 'plugins list',
    what: "lists the plugins that are installed beside Python's command line",
    instead: ['nemo api GET /apis/plugins'],
    isPython: true,
  },
  {
    path: 'agent',
    what: 'tells coding agents what the command line can do',
    instead: ['nemo describe'],
    isPython: true,
  },
  {
    path: 'quickstart auth',
    what: 'logs in to the registry of container images; the quickstart of this command line needs none',
    instead: ['nemo quickstart configure'],
    isPython: true,
  },
  {
    path: 'quickstart destroy',
    what: 'removes the containers of a quickstart; this one has none',
    instead: ['nemo quickstart down'],
    isPython: true,
  },
  {
    path: 'quickstart doctor',
    what: 'checks Docker; the quickstart of this command line needs none',
    instead: ['nemo auth doctor'],
    isPython: true,
  },
  {
    path: 'agents run',
    what: 'runs an agent on this machine',
    instead: ['nemo api GET /apis/agents/v2/workspaces/<workspace>/agents'],
    isPython: true,
  },
  {
    path: 'agents analyst',
    what: 'analyses an agent on this machine',
    instead: ['nemo api GET /apis/agents/v2/workspaces/<workspace>/agents'],
    isPython: true,
  },
  {
    path: 'agents experimentalist',
    what: 'runs experiments with an agent on this machine',
    instead: ['nemo api GET /apis/agents/v2/workspaces/<workspace>/agents'],
    isPython: true,
  },
  {
    path: 'agents package',
    what: 'builds an image of an agent on this machine',
    instead: ['nemo api GET /apis/agents/v2/workspaces/<workspace>/agents'],
    isPython: true,
  },
  {
    path: 'agents leaderboard',
    what: 'reads results of evaluations on this machine',
    instead: ['nemo evaluations list'],
    isPython: true,
  },
  {
    path: 'data-designer agent',
    what: 'tells coding agents about data designs on this machine',
    instead: ['nemo api GET /apis/data-designer/v2/workspaces/<workspace>/jobs/create'],
    isPython: true,
  },
  {
    path: 'agents',
    what: 'is a command of the plugin agents',
    instead: ['nemo api GET /apis/agents/v2/workspaces/<workspace>/agents'],
    isPython: false,
  },
  {
    path: 'anonymizer',
    what: 'is a command of the plugin anonymizer',
    instead: ['nemo api GET /apis/anonymizer/v2/workspaces/<workspace>/jobs/run'],
    isPython: false,
  },
  {
    path: 'auditor',
    what: 'is a command of the plugin auditor',
    instead: ['nemo api GET /apis/auditor/v2/workspaces/<workspace>/configs'],
    isPython: false,
  },
  {
    path: 'garak',
    what: 'is a command of the plugin garak',
    instead: ['nemo api GET /apis/garak/v2/workspaces/<workspace>/configs'],
    isPython: false,
  },
  {
    path: 'customization',
    what: 'is a command of the plugin customization',
    instead: ['nemo api GET /apis/customization/v2/workspaces/<workspace>/automodel/jobs'],
    isPython: false,
  },
  {
    path: 'data-designer',
    what: 'is a command of the plugin data-designer',
    instead: ['nemo api GET /apis/data-designer/v2/workspaces/<workspace>/jobs/create'],
    isPython: false,
  },
  {
    path: 'evaluator',
    what: 'is a command of the plugin evaluator',
    instead: ['nemo api GET /apis/evaluator/v2/workspaces/<workspace>/evaluate/jobs'],
    isPython: false,
  },
  {
    path: 'evals',
    what: 'is a command of the plugin evals',
    instead: ['nemo api GET /apis/evals/v2/workspaces/<workspace>/evaluate/jobs'],
    isPython: false,
  },
  {
    path: 'insights',
    what: 'is a command of the plugin insights',
    instead: ['nemo api GET /apis/insights/v2/workspaces/<workspace>/insights'],
    isPython: false,
  },
  {
    path: 'safe-synthesizer',
    what: 'is a command of the plugin safe-synthesizer',
    instead: ['nemo api GET /apis/safe-synthesizer/v2/workspaces/<workspace>/jobs'],
    isPython: false,
  },
]
