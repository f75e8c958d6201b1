/** `nemo where`, and `nemo` alone: which context, user, platform and workspace commands are about. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  parent
    .command('where')
    .description('Show where you are: context, user, platform and its release, workspace')
    .action(() => where(invocation()))
}

/** Who does not know after that does not know, in ms. */
const LONGEST_QUESTION = 3_000

async function where(invocation: Invocation): Promise<void> {
  const { globals, io, style } = invocation
  const { location, exists, workspace } = invocation.config()
  const client = invocation.client()
  const status = await client.auth.status()
  const { name, version, notes } = await client.platform({ signal: io.signal, timeout: LONGEST_QUESTION })
  const user = status.email ?? status.subject ?? (status.hasToken ? 'somebody with a token' : undefined)
  if (globals.outputFormat !== undefined && globals.outputFormat !== 'table') {
    await invocation.print({
      context: status.context ?? null,
      config_file: exists ? location.path : null,
      user: user ?? null,
      logged_in: status.hasToken && !status.expired,
      base_url: client.baseURL,
      platform: name ?? null,
      version: version ?? null,
      workspace: workspace ?? null,
    })
    return
  }
  const isThere = version !== undefined || name !== undefined
  const login = status.expired
    ? `${user} ${style.yellow('(the login has expired)')}`
    : (user ?? style.yellow('nobody: not logged in'))
  const rows = [
    ['Context', `${status.context ?? style.yellow('none')}${exists ? style.dim(`  ${location.path}`) : ''}`],
    ['User', login],
    [
      'Platform',
      `${client.baseURL.replace(/\/$/, '')}  ${isThere ? style.green([name, version].filter(Boolean).join(' ')) : style.red('not known')}`,
    ],
    ['Workspace', workspace ?? style.yellow('none')],
  ]
  for (const [title = '', text = ''] of rows) invocation.sayText(text, `${style.cyan(title.padEnd(9))}  `)
  for (const note of notes) invocation.sayText(style.dim(note), ' '.repeat(11))
  invocation.say('')
  const next = status.hasToken && !status.expired ? 'nemo workspaces list' : 'nemo auth login'
  invocation.sayText(style.dim(`All commands: nemo --help; next: ${next}`))
}
