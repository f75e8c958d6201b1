/** What the program knows of a group before it is loaded. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'
import type { JobAddition } from './plugin-jobs.ts'
import type { PluginGroupSpec } from './shared/command-spec.ts'
import type { Additions } from './shared/described.ts'

/** Adds a group to the program. */
export type Register = (parent: Command, invocation: () => Invocation) => void

/** A group: its name, what it is for, and where it is. */
export interface CommandGroup {
  readonly name: string
  /** Other names of it. */
  readonly aliases?: readonly string[]
  readonly summary: string
  load(): Promise<{ register: Register }>
}

/** What is written by hand of the group of a plugin. */
export interface PluginExtension {
  /** What described commands have beside their description. */
  readonly ADDITIONS?: Additions
  /** What is written by hand of its jobs, by the names of their commands. */
  readonly JOBS?: Readonly<Record<string, JobAddition>>
  /** Adds commands of its own. */
  addCommands?(group: Command, invocation: () => Invocation): void
}

/** A group of a plugin. */
export interface PluginGroup {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  load(): Promise<PluginGroupSpec>
  extension?(): Promise<PluginExtension>
}
