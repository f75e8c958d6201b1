/** `nemo open`: Studio, at the same place. */

import type { Command } from 'commander'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import { run, UsageError } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import { nearest } from '../nearest.ts'

/** Where Studio of each known release has what; `*` stands for a name, where single things have a page. */
const PAGES: Readonly<Record<string, { list: string; one?: string }>> = {
  dashboard: { list: 'dashboard' },
  agents: { list: 'agents', one: 'agents/*' },
  deployments: { list: 'deployments' },
  experiments: { list: 'experiment', one: 'experiment/*' },
  filesets: { list: 'filesets', one: 'filesets/*/detail' },
  guardrails: { list: 'guardrails', one: 'guardrails/*' },
  jobs: { list: 'jobs', one: 'jobs/*' },
  members: { list: 'members' },
  models: { list: 'base-models', one: 'base-models/*' },
  playground: { list: 'playground' },
  providers: { list: 'inference-providers' },
  traces: { list: 'intake/traces' },
}

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  parent
    .command('open')
    .description('Open Studio in the browser, in the same workspace; prints the address')
    .argument('[page]', `one of ${Object.keys(PAGES).join(', ')} (default: dashboard)`)
    .argument('[name]', 'one of those that the page lists')
    .addHelpText('after', EXAMPLES)
    .action((page: string | undefined, name: string | undefined) => open(invocation(), page, name))
}

const EXAMPLES = `
Examples:
  nemo open
  nemo open jobs my-job
  nemo open filesets training-data -w ml-team`

async function open(invocation: Invocation, page = 'dashboard', name?: string): Promise<void> {
  const { baseURL, workspace } = invocation.config()
  if (workspace === undefined)
    throw new UsageError('No workspace is known', run('nemo open --workspace <name>'))
  const place = `workspaces/${encodeURIComponent(workspace)}/${pathOf(page, name)}`
  const url = `${withoutTrailingSlashes(baseURL)}/studio/${place}`
  invocation.say(url)
  const { hasBrowser, openInBrowser } = await import('./auth/browser.ts')
  if (!hasBrowser(invocation.io)) return
  const problem = await openInBrowser(url)
  if (problem !== undefined) invocation.note(`The browser could not be opened: ${problem}`)
}

function pathOf(page: string, name: string | undefined): string {
  const found = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined
  if (found === undefined) {
    const close = nearest(page, Object.keys(PAGES))
    throw new UsageError(
      `Studio has no page '${page}'`,
      close === undefined ? `Pages are ${Object.keys(PAGES).join(', ')}` : `Did you mean ${close}?`,
    )
  }
  if (name === undefined) return found.list
  if (found.one !== undefined) return found.one.replace('*', encodeURIComponent(name))
  throw new UsageError(`Studio has no page of its own for each of ${page}`, run(`nemo open ${page}`))
}
