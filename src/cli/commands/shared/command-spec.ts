/** Commands as data: what the generator makes of the description of the API. */

import type { NeMoPlatform } from '../../../index.ts'

/** How the words of an option become a value: `data` is JSON or YAML, `switch` takes no word, or true for none, `time` a date and perhaps a time of it. */
export type OptionKind =
  | 'text'
  | 'texts'
  | 'integer'
  | 'number'
  | 'flag'
  | 'switch'
  | 'choice'
  | 'data'
  | 'time'

/** An option that fills in a field. */
export interface OptionSpec {
  /** `--host-url` */
  readonly flag: string
  readonly kind: OptionKind
  /** The field, where it is not what the flag says. */
  readonly field?: string
  readonly help: string
  readonly choices?: readonly string[]
  /** Whether the command cannot be called without it. */
  readonly isRequired?: true
}

/** A positional argument. */
export interface ArgumentSpec {
  readonly name: string
  readonly help: string
  /** Whether it may be left out; then it is a field like any other. */
  readonly isOptional?: true
}

/** What comes back: one thing, several (in pages or not), nothing to show, bytes for a file, events as they come, or whatever a model answers. */
export type AnswerKind = 'item' | 'list' | 'pages' | 'log' | 'deletion' | 'bytes' | 'events' | 'gateway'

/** A command. */
export interface CommandSpec {
  readonly name: string
  readonly summary: string
  /** The method of the client: `inference.virtual_models.create`. */
  readonly method: string
  readonly args?: readonly ArgumentSpec[]
  readonly options?: readonly OptionSpec[]
  /** Fields that must be there once input and options are put together. */
  readonly required?: readonly string[]
  /** Whether fields can come from `--input-file` or `--input-data`; `bytes` for a body that is sent as it is. */
  readonly input?: 'fields' | 'bytes'
  /** What `--input-file` and `--input-data` are called, too, by Python. */
  readonly inputNames?: { readonly file: string; readonly data: string }
  /** Whether the server takes fields that the description does not name. */
  readonly takesOthers?: true
  /** Whether the method has params; else its options come right after the arguments. */
  readonly takesParams: boolean
  readonly hasWorkspace: boolean
  readonly answer: AnswerKind
  /** The columns of a list. */
  readonly columns?: readonly string[]
  /** The fields that an answer always has: those that the server leaves out are null. */
  readonly fields?: readonly string[]
}

/** Commands of a resource, and those of the resources within it. */
export interface GroupSpec {
  readonly name: string
  readonly summary: string
  readonly commands: readonly CommandSpec[]
  readonly groups: readonly GroupSpec[]
  /** The plugin that it belongs to; the first part of its methods is the name of that. */
  readonly plugin?: PluginSource
}

/** Where the methods of a plugin are. */
export interface PluginSource {
  /** Its name in paths, and in that of its entry point. */
  readonly service: string
  /** The class that is made of a client. */
  readonly class: string
  load(): Promise<new (client: NeMoPlatform) => object>
}

/** Jobs of one kind that a plugin has. */
export interface PluginJob {
  /** The names that the plugin has had, the newest first. */
  readonly plugins: readonly string[]
  /** The command. */
  readonly name: string
  /** The kind, as `client.pluginJobs` knows it; left out for a plugin whose jobs have no kinds. */
  readonly kind?: string
  /** Where the jobs are below a workspace. */
  readonly base: string
  readonly summary: string
}

/** The commands of a plugin. */
export interface PluginGroupSpec extends GroupSpec {
  readonly aliases: readonly string[]
  readonly plugin: PluginSource
  readonly jobs: readonly PluginJob[]
}
