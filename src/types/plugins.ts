/** Plugins, and their jobs. */

import type { Filter, ListParams, StringFilter } from './common.ts'
import type { PlatformJobStatus } from './jobs.generated.ts'
import type { PluginJobKinds } from './plugin-jobs.generated.ts'
import type { DatetimeFilter } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A plugin that a server has installed. */
export interface PluginInfo {
  name: string
  /** Where its part of the web UI is. */
  bundleUrl: string | null
}

/** Name of a plugin; others may be there too. */
export type PluginName = keyof PluginJobKinds | (string & {})

/** Where the jobs of a plugin are, if that is not known here. */
export interface PluginJobsOptions {
  /**
   * Path of the collection below `/apis/{plugin}/v2/workspaces/{workspace}/`: `jobs/{kind}`, `{kind}/jobs` or `jobs`, as the
   * plugin has it.
   */
  base?: string | undefined
}

/** What says which jobs of a plugin: their kind, or where they are if that is not known here. */
export interface PluginJobsArguments<Plugin extends string> {
  known: Plugin extends keyof PluginJobKinds
    ? PluginJobKinds[Plugin] extends undefined
      ? [kind?: undefined]
      : [kind: PluginJobKinds[Plugin]]
    : never
  other: [kind: string | undefined, options: PluginJobsOptions]
}

/** A job of a plugin. It is a job of the platform too: `client.jobs.retrieve` shows what runs for it. */
export interface PluginJob<Spec = Record<string, unknown>> {
  id?: string | null
  name: string
  description?: string | null
  project?: string | null
  workspace?: string | null
  created_at?: string | null
  updated_at?: string | null
  /** What it is to do, in the words of the plugin. */
  spec: Spec
  status?: PlatformJobStatus | null
  /** What it says about its progress. */
  status_details?: Record<string, unknown> | null
  /** What went wrong, if something did. */
  error_details?: Record<string, unknown> | null
  ownership?: Record<string, unknown> | null
  custom_fields?: Record<string, unknown> | null
}

/** What a job of a plugin is created with. */
export interface PluginJobCreateParams<Spec = Record<string, unknown>> extends WorkspaceParams {
  /** The platform makes one up if it is left out. */
  name?: string | null | undefined
  description?: string | null | undefined
  project?: string | null | undefined
  /** What it is to do, in the words of the plugin. */
  spec: Spec
  /** Execution profile to run on. */
  profile?: string | null | undefined
  /** Options of the execution. */
  options?: Readonly<Record<string, unknown>> | null | undefined
  ownership?: Readonly<Record<string, unknown>> | null | undefined
  custom_fields?: Readonly<Record<string, unknown>> | null | undefined
  /** Where its files go: `workspace/fileset#path`. */
  output_location?: string | null | undefined
}

/** Which jobs of a plugin to list. */
export interface PluginJobFilter {
  name?: StringFilter | string | null | undefined
  workspace?: string | null | undefined
  project?: string | null | undefined
  status?: PlatformJobStatus | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Which jobs of a plugin to list, in which order. */
export interface PluginJobListParams extends ListParams, WorkspaceParams {
  /** @default '-created_at' */
  sort?: 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | (string & {}) | undefined
  filter?: PluginJobFilter | Filter | undefined
}

/** Which job of a plugin a result belongs to. */
export interface PluginJobResultParams extends WorkspaceParams {
  /** Name of the job. */
  job: string
}
