// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `adapters`. */

import type { ListParams, StringFilter } from './common.ts'
import type { DatetimeFilter, FinetuningType, Lora } from './shared.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** Which adapters to list. */
export interface AdapterEntityFilter {
  name?: StringFilter | string | null | undefined
  /** The base model: `workspace/name`. */
  model?: StringFilter | string | null | undefined
  description?: StringFilter | string | null | undefined
  /** Where their files are: `workspace/fileset`. */
  fileset?: string | null | undefined
  finetuning_type?: FinetuningType | null | undefined
  /** Whether they may be used for inference. */
  enabled?: boolean | null | undefined
  created_at?: DatetimeFilter | null | undefined
  updated_at?: DatetimeFilter | null | undefined
}

/** Params of `create` of `Adapters`. */
export interface AdapterCreateParams extends WorkspaceParams {
  name: string
  description?: string | null | undefined
  /** Where the files of the adapter are: `workspace/fileset`. */
  fileset: string
  /** How it was trained. */
  finetuning_type: FinetuningType
  /** Whether it may be used for inference. @default true */
  enabled?: boolean | undefined
  /** Rank and alpha, for a LoRA adapter. */
  lora_config?: Lora | null | undefined
  /** The base model: `workspace/name`, or a name in the same workspace. */
  model: string
}

/** Params of `list` of `Adapters`. */
export interface AdapterListParams extends WorkspaceParams, ListParams {
  /** A field, with `-` in front for descending. @default 'created_at' */
  sort?: string | undefined
  filter?: AdapterEntityFilter | string | undefined
  /** Adapters per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `patch` of `Adapters`. */
export interface AdapterPatchParams extends WorkspaceParams {
  description?: string | null | undefined
  /** Whether it may be used for inference. */
  enabled?: boolean | null | undefined
  /** Where its files are from now on: `workspace/fileset`. */
  fileset?: string | null | undefined
}
