/** `nemo quickstart`: a platform on this machine. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const quickstart = parent
    .command('quickstart')
    .description('Run a platform on this machine: for trying things out, and for tests')
    .addHelpText('after', EXAMPLES)
  quickstart
    .command('configure')
    .description('Choose authentication and port, and point the command line there')
    .option('--auth', 'require authentication')
    .option('--no-auth', 'allow all requests')
    .option('--admin-email <email>', 'who may do everything; implies --auth')
    .option('--port <port>', 'port to listen on (default: 8080)')
    .option('-y, --yes', 'ask nothing')
    .action(async (_flags: unknown, command: Command) =>
      (await import('./quickstart/configure.ts')).configure(invocation(), command),
    )
  quickstart
    .command('up')
    .description('Start the platform, in the background')
    .option('--port <port>', 'port to listen on, from now on')
    .option('--foreground', 'stay until Ctrl-C, and write the log to the terminal')
    .option(
      '--engine <engine>',
      'mock (built in) or platform (`nemo services run`, if it is installed)',
      'mock',
    )
    .action(async (flags: UpFlags) => (await import('./quickstart/up.ts')).up(invocation(), flags))
  quickstart
    .command('down')
    .description('Stop the platform; what it holds stays')
    .action(async () => (await import('./quickstart/down.ts')).down(invocation()))
  quickstart
    .command('status')
    .description('Show whether the platform runs, and where')
    .action(async () => (await import('./quickstart/status.ts')).status(invocation()))
  quickstart
    .command('logs')
    .description('Show the log of the platform')
    .option('-n, --lines <number>', 'how many lines from the end (default: 100)')
    .option('-f, --follow', 'go on with what comes')
    .action(async (flags: { lines?: string; follow?: true }) =>
      (await import('./quickstart/logs.ts')).logs(invocation(), flags),
    )
}

interface UpFlags {
  port?: string
  foreground?: true
  engine: string
}

const EXAMPLES = `
Examples:
  nemo quickstart configure                                        (asks)
  nemo quickstart configure --admin-email admin@example.com --yes
  nemo quickstart up
  nemo workspaces list`
