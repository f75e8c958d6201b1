/** `nemo insights`: analyses of agents, as Python's command line has them. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import type { Additions } from '../shared/described.ts'
import { addColumns } from '../shared/lists.ts'
import type { AnalysisFlags, StatusFlags } from './insights/analysis.ts'

const analysis = () => import('./insights/analysis.ts')

/** What described commands take, too. */
export const ADDITIONS: Additions = {
  'analysis-runs create': {
    options: (command) => {
      for (const option of command.options)
        if (option.long === '--ethos') option.description = 'Markdown file that says what the agent is for'
      addPolling(command)
    },
    fields: async (invocation, flags) => (await analysis()).runFields(invocation, flags),
    read: ['--ethos'],
    run: async (invocation, call, flags) => (await analysis()).createRun(invocation, call, flags),
  },
  'analysis-runs get': {
    options: (command) => addPolling(command),
    run: async (invocation, call, flags) => (await analysis()).getRun(invocation, call, flags),
  },
}

/** Adds `analysis`, which names agents by an option. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  const place = group.command('analysis').description('Whether agents are analysed from time to time')
  addAgent(place.command('enable'))
    .description('Let an agent be analysed from time to time')
    .option('--default-model <name>', 'model that analyses')
    .option('--fast-model <name>', 'model that summarizes (default: the same)')
    .action(async (flags: AnalysisFlags) => (await analysis()).enable(invocation(), flags))
  addAgent(place.command('disable'))
    .description('Let an agent be analysed no more')
    .action(async (flags: AnalysisFlags) => (await analysis()).disable(invocation(), flags))
  addColumns(place.command('status'))
    .description('Show which agents are analysed')
    .option('--agent <name>', 'only this agent')
    .option('--page <number>', 'page (default: 1)')
    .option('--page-size <number>', 'agents per page (default: 100)')
    .option('--all-pages', 'fetch all pages')
    .action(async (flags: StatusFlags) => (await analysis()).status(invocation(), flags))
}

function addAgent(command: Command): Command {
  return command.requiredOption('--agent <name>', 'the agent')
}

function addPolling(command: Command): void {
  command
    .option('--wait', 'wait until its job has ended; exit code 1 unless it is completed')
    .option('--poll-timeout <seconds>', 'longest wait (default: 1800)')
    .option('--poll-interval <seconds>', 'pause between two looks (default: 5)')
}
