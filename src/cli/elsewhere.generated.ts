// Generated from api/ by npm run generate. Do not edit.

import type { Elsewhere } from './elsewhere.ts'

/** Commands that are not here, by the beginning of their names. */
export const ELSEWHERE: readonly Elsewhere[] = [
  {
    path: 'cluster-info',
    what: 'shows which services of the platform are ready',
    instead: ['nemo', 'nemo api GET /status'],
  },
  {
    path: 'services',
    what: 'runs the services of a platform on this machine',
    instead: ['nemo quickstart up'],
  },
  {
    path: 'setup',
    what: 'sets up a platform on this machine, with a model provider',
    instead: ['nemo quickstart configure', 'nemo auth login --base-url <url>'],
  },
  {
    path: 'skills',
    what: "installs texts for coding agents that come with Python's package",
    instead: ['nemo --help'],
  },
  {
    path: 'docs',
    what: "shows the documentation that comes with Python's package",
    instead: ['nemo --help'],
  },
  {
    path: 'plugins list',
    what: "lists the plugins that are installed beside Python's command line",
    instead: ['nemo api GET /apis/plugins'],
  },
  { path: 'agent', what: 'tells coding agents what the command line can do', instead: ['nemo describe'] },
  {
    path: 'quickstart auth',
    what: 'logs in to the registry of container images; the quickstart of this command line needs none',
    instead: ['nemo quickstart configure'],
  },
  {
    path: 'quickstart destroy',
    what: 'removes the containers of a quickstart; this one has none',
    instead: ['nemo quickstart down'],
  },
  {
    path: 'quickstart doctor',
    what: 'checks Docker; the quickstart of this command line needs none',
    instead: ['nemo auth doctor'],
  },
  {
    path: 'agents run',
    what: 'runs an agent on this machine',
    instead: ['nemo agents deploy --agent <name>'],
  },
  {
    path: 'agents analyst',
    what: 'analyses an agent on this machine',
    instead: ['nemo insights analysis-runs create --agent <name>'],
  },
  {
    path: 'agents experimentalist',
    what: 'runs experiments with an agent on this machine',
    instead: ['nemo agents optimize run-strategy'],
  },
  {
    path: 'agents package',
    what: 'builds an image of an agent on this machine',
    instead: ['nemo agents package-agent'],
  },
  {
    path: 'agents leaderboard',
    what: 'reads results of evaluations on this machine',
    instead: ['nemo evaluations list'],
  },
  {
    path: 'data-designer agent',
    what: 'tells coding agents what the library of Data Designer on this machine can do',
    instead: ['nemo data-designer create explain'],
  },
  {
    path: 'data-designer validate',
    what: 'checks a design with the library of Data Designer',
    instead: ['nemo data-designer preview <file>'],
  },
  {
    path: 'data-designer check-models',
    what: 'runs the engine of Data Designer on this machine',
    instead: ['nemo data-designer preview <file> --num-records 1'],
  },
  {
    path: 'data-designer personas',
    what: 'makes filesets of the data sets that the library of Data Designer lists',
    instead: ['nemo files filesets create'],
  },
  {
    path: 'anonymizer validate',
    what: 'checks a configuration with the library of Anonymizer',
    instead: ['nemo anonymizer preview'],
  },
  {
    path: 'agents usage',
    what: 'counts tokens in the output of a run, by the library that wrote it',
    instead: ['nemo intake traces get-metrics'],
  },
  {
    path: 'agents optimize prepare-fileset',
    what: 'packs and checks a bundle by the library of the strategy',
    instead: ['nemo files upload <folder> <fileset>'],
  },
  {
    path: 'evals metric-types',
    what: "prints the schemas of the metrics in Python's library of the evaluator",
    instead: ['nemo evals metrics list', 'nemo evals evaluate explain'],
  },
  {
    path: 'evaluator metric-types',
    what: "prints the schemas of the metrics in Python's library of the evaluator",
    instead: ['nemo evals metrics list', 'nemo evals evaluate explain'],
  },
  { path: 'auditor audit run', what: 'runs the job on this machine', instead: ['nemo garak audit'] },
  { path: 'garak audit run', what: 'runs the job on this machine', instead: ['nemo garak audit'] },
  {
    path: 'evaluator agent-evaluate run',
    what: 'runs the job on this machine',
    instead: ['nemo evals agent-evaluate'],
  },
  { path: 'evaluator evaluate run', what: 'runs the job on this machine', instead: ['nemo evals evaluate'] },
  {
    path: 'evaluator retrieve-eval run',
    what: 'runs the job on this machine',
    instead: ['nemo evals retrieve-eval'],
  },
  {
    path: 'evals agent-evaluate run',
    what: 'runs the job on this machine',
    instead: ['nemo evals agent-evaluate'],
  },
  { path: 'evals evaluate run', what: 'runs the job on this machine', instead: ['nemo evals evaluate'] },
  {
    path: 'evals retrieve-eval run',
    what: 'runs the job on this machine',
    instead: ['nemo evals retrieve-eval'],
  },
  {
    path: 'customization automodel.jobs run',
    what: 'runs the job on this machine',
    instead: ['nemo customization automodel'],
  },
  {
    path: 'customization automodel run',
    what: 'runs the job on this machine',
    instead: ['nemo customization automodel'],
  },
  {
    path: 'customization rl.jobs run',
    what: 'runs the job on this machine',
    instead: ['nemo customization rl'],
  },
  { path: 'customization rl run', what: 'runs the job on this machine', instead: ['nemo customization rl'] },
  {
    path: 'customization unsloth.jobs run',
    what: 'runs the job on this machine',
    instead: ['nemo customization unsloth'],
  },
  {
    path: 'customization unsloth run',
    what: 'runs the job on this machine',
    instead: ['nemo customization unsloth'],
  },
  {
    path: 'insights analyze-job run',
    what: 'runs the job on this machine',
    instead: ['nemo insights analyze-job'],
  },
]
