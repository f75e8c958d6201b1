/** The groups of commands. Each is loaded when it is asked for: `--help` alone loads none. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'

/** Adds a group to the program. */
export type Register = (parent: Command, invocation: () => Invocation) => void

/** A group: its name, what it is for, and where it is. */
export interface CommandGroup {
  readonly name: string
  readonly summary: string
  load(): Promise<{ register: Register }>
}

/** In the order of the help. */
export const GROUPS: readonly CommandGroup[] = [
  { name: 'auth', summary: 'Log in and out, and look at the token', load: () => import('./auth.ts') },
  { name: 'config', summary: 'Contexts and settings of the config file', load: () => import('./config.ts') },
  { name: 'workspaces', summary: 'Workspaces and their members', load: () => import('./workspaces.ts') },
  { name: 'projects', summary: 'Projects of a workspace', load: () => import('./projects.ts') },
  { name: 'secrets', summary: 'Secrets of a workspace', load: () => import('./secrets.ts') },
  { name: 'api', summary: 'Send a request to any endpoint', load: () => import('./api.ts') },
  { name: 'quickstart', summary: 'Run a platform on this machine', load: () => import('./quickstart.ts') },
  { name: 'completion', summary: 'Completion for bash, zsh or fish', load: () => import('./completion.ts') },
]
