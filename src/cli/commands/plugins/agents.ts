/** `nemo agents`: agents, and what it takes to deploy them, talk to them and see what they say. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import { addJob } from '../plugin-jobs.ts'
import { type Additions, extendGroup } from '../shared/described.ts'
import { AGENT_OPTIMIZATION } from './agent-optimization.generated.ts'
import { ADDITIONS as STRATEGIES } from './agent-optimization.ts'
import type { DeployFlags, DeploymentWaitFlags, RedeployFlags, UndeployFlags } from './agents/deploy.ts'
import type { LogFlags } from './agents/logs.ts'
import type { ChatFlags, InvokeFlags } from './agents/talk.ts'

/** What described commands take from Python's command line, too. */
export const ADDITIONS: Additions = {
  create: {
    options: (command) =>
      addConfigOption(command.option('-n, --name <name>', 'its name, in place of the argument')),
    fields: async (invocation, flags) => (await import('./agents/config.ts')).agentFields(invocation, flags),
    run: async (invocation, call, flags) =>
      (await import('./agents/config.ts')).createAgent(invocation, call, flags),
  },
  delete: { options: addYes },
  'compute-specs delete': { options: addYes },
  'deployments delete': { options: addYes },
  'environment-specs delete': { options: addYes },
  'environments delete': { options: addYes },
  'sessions close': { options: addYes },
  'sessions list': {
    options: (command) => command.option('-d, --agent-deployment <name>', 'only those of this deployment'),
    fields: async (invocation, flags) =>
      (await import('./agents/talk.ts')).sessionFilter(invocation, flags['agentDeployment']),
  },
}

/** Adds what is no operation of its own. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  addDeploying(group, invocation)
  addTalking(group, invocation)
  addOptimizing(group, invocation)
}

function addDeploying(group: Command, invocation: () => Invocation): void {
  const deploying = () => import('./agents/deploy.ts')
  addDeployOptions(group.command('deploy'))
    .description('Deploy an agent, and wait until it runs; exit code 1 if it fails, or takes too long')
    .requiredOption('-a, --agent <name>', 'the agent')
    .action(async (flags: DeployFlags) => (await deploying()).deploy(invocation(), flags))
  addConfigOption(addYes(addDeployOptions(group.command('redeploy'))))
    .description('Replace an agent and its deployments by a new configuration; what is not given stays')
    .requiredOption('-a, --agent <name>', 'the agent')
    .option('--no-use-image-entrypoint', 'start the server of the platform')
    .option('--description <text>', 'description')
    .action(async (flags: RedeployFlags) => (await deploying()).redeploy(invocation(), flags))
  addYes(group.command('undeploy'))
    .description('End a deployment, or all of an agent')
    .argument('[name]', 'name of the deployment')
    .option('-a, --agent <name>', 'all deployments of this agent (also --all)')
    .option('--all <name>', 'the same as --agent')
    .action(async (name: string | undefined, flags: UndeployFlags) =>
      (await deploying()).undeploy(invocation(), name, flags),
    )
  const deployments = group.commands.find((command) => command.name() === 'deployments')
  deployments
    ?.command('wait')
    .description('Wait until a deployment runs; exit code 1 if it fails, or takes too long')
    .argument('[name]', 'name of the deployment')
    .option('-a, --agent <name>', 'the newest deployment of this agent that has not failed')
    .option('-t, --timeout <seconds>', 'longest wait (default: 300)')
    .option('--interval <seconds>', 'pause between two looks (default: 2)')
    .action(async (name: string | undefined, flags: DeploymentWaitFlags) =>
      (await deploying()).waitForDeployment(invocation(), name, flags),
    )
  group
    .command('logs')
    .description('Print the log of a deployment; with --follow as it comes, until Ctrl-C')
    .argument('[name]', 'name of the deployment')
    .option('-a, --agent <name>', 'the newest deployment of this agent, also one that failed')
    .option('-f, --follow', 'go on with the lines that come')
    .option('-n, --tail <number>', 'only so many of the last lines, at most 10000')
    .action(async (name: string | undefined, flags: LogFlags) =>
      (await import('./agents/logs.ts')).logs(invocation(), name, flags),
    )
}

function addTalking(group: Command, invocation: () => Invocation): void {
  const talking = () => import('./agents/talk.ts')
  group
    .command('invoke')
    .description('Ask an agent once, or once for each text of a file, and print its whole answers')
    .option('-i, --input <text>', 'what is asked; else it is read from standard input')
    .option('--input-file <path>', 'JSON file with a list of what is asked; - for standard input')
    .option('-a, --agent <name>', 'the agent')
    .option('-d, --agent-deployment <name>', 'one deployment of it')
    .option('-t, --timeout <seconds>', 'longest wait for an answer (default: 300)')
    .option('--no-progress', 'do not tell that it takes a while')
    .option('-c, --agent-config <path>', 'run an agent on this machine: only Python can')
    .action(async (flags: InvokeFlags) => (await talking()).invoke(invocation(), flags))
  group
    .command('chat')
    .description('Talk to a deployed agent, in a session that it remembers')
    .option('-i, --input <text>', 'the first message')
    .option('-d, --agent-deployment <name>', 'deployment to begin a session with')
    .option('-s, --session <name>', 'session to go on with')
    .option('--session-name <name>', 'name of the new session')
    .option('-t, --timeout <seconds>', 'longest silence within an answer (default: 300)')
    .addHelpText('after', CHAT_EXAMPLES)
    .action(async (flags: ChatFlags) => (await talking()).chat(invocation(), flags))
}

function addOptimizing(group: Command, invocation: () => Invocation): void {
  // What is called so in 0.6 is a kind of jobs; the group is that of a plugin of its own since 0.7.
  const optimize = group.commands.find((command) => command.name() === 'optimize')
  if (optimize === undefined) return
  extendGroup(optimize, AGENT_OPTIMIZATION, invocation, STRATEGIES)
  for (const job of AGENT_OPTIMIZATION.jobs) addJob(optimize, job, invocation)
}

function addDeployOptions(command: Command): Command {
  return command
    .option('-n, --name <name>', 'name of the deployment; else the platform makes one up')
    .option('--mode <mode>', 'subprocess, docker, k8s or openshell')
    .option('-i, --image <image>', 'image of the container, for docker, k8s and openshell')
    .option('--use-image-entrypoint', 'start what the image starts, for docker and k8s')
    .option('-e, --environment <workspace/name>', 'environment that it runs in')
    .option('--wait', 'wait until it runs (the default)')
    .option('--no-wait', 'print the deployment as it is at first')
    .option('-t, --timeout <seconds>', 'longest wait (default: 300)')
}

function addConfigOption(command: Command): Command {
  return command.option('-c, --agent-config <path>', 'YAML or JSON file with the configuration of the agent')
}

function addYes(command: Command): Command {
  return command.option(
    '-y, --yes',
    'has no effect: nothing is asked; for scripts of the Python command line',
  )
}

const CHAT_EXAMPLES = `
Examples:
  nemo agents chat --agent-deployment research-1
  nemo agents chat --session tuesday --input "What did we find?"
  echo "What did we find?" | nemo agents chat --session tuesday`
