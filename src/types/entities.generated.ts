// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `entities`. */

import type { Filter, ListParams } from './common.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** An entity: the record underneath a thing of the platform. */
export interface Entity {
  /** What it is, for instance `project`. */
  entity_type: string
  id: string
  workspace: string
  /** Id of the entity that it belongs to. */
  parent?: string | null
  /** Name of the project that it belongs to. */
  project?: string | null
  name: string
  /** What only its own service understands. */
  data: Record<string, unknown>
  created_at: string
  /** Who made it. */
  created_by?: string | null
  updated_at: string
  /** Who changed it last. */
  updated_by?: string | null
  /** Goes up with each change. */
  db_version: number
}

/** Params of `create` of `Entities`. */
export interface EntityCreateParams extends WorkspaceParams {
  /**
   * 2–63 characters: a small letter first, then small letters, digits and `- @ . + _`. Left out: made up from the
   * type.
   */
  name?: string | null | undefined
  /** Id of the entity that this one belongs to; names need to be unique only within it. */
  parent?: string | null | undefined
  /** Name of the project that it belongs to. */
  project?: string | null | undefined
  /** Anything; the platform stores it as it is and does not check it. */
  data: Readonly<Record<string, unknown>>
}

/** Params of `list` of `Entities`. */
export interface EntityListParams extends WorkspaceParams, ListParams {
  /** The workspace; `-` for all that you may see. */
  workspace?: string | undefined
  /** A field, with `-` in front for descending. @default '-created_at' */
  sort?: string | undefined
  /** A text field of `data`: the page then tells in `group_counts` how many entities have which value. */
  count_by?: string | null | undefined
  /**
   * Which entities: text such as `name:"x" AND size>5`, JSON such as `{"name":{"$like":"x"}}`, or fields with
   * conditions.
   */
  filter?: Filter | undefined
  /** Entities per page, at most 1000. @default 100 */
  page_size?: number | undefined
}

/** Params of `deleteEntityByName` of `Entities`. */
export interface EntityDeleteEntityByNameParams extends WorkspaceParams {
  /** The type. */
  entity_type: string
  /** Id of the entity that it belongs to, if it belongs to one. */
  parent?: string | null | undefined
  /** Delete it only if its `db_version` still is this one. */
  expected_db_version?: number | null | undefined
}

/** Params of `getEntityByName` of `Entities`. */
export interface EntityGetEntityByNameParams extends WorkspaceParams {
  /** The type. */
  entity_type: string
  /** Id of the entity that it belongs to, if it belongs to one. */
  parent?: string | null | undefined
}

/** Params of `updateEntityByName` of `Entities`. */
export interface EntityUpdateEntityByNameParams extends WorkspaceParams {
  /** The type. */
  entity_type: string
  /** Another name. Left out: the name stays. */
  new_name?: string | null | undefined
  /** Name of the project that it belongs to from now on. Left out: it stays. */
  project?: string | null | undefined
  /** The whole of the new data. */
  data: Readonly<Record<string, unknown>>
  /** Update it only if its `db_version` still is this one. */
  expected_db_version?: number | null | undefined
  /** Id of the entity that it belongs to, if it belongs to one. */
  parent?: string | null | undefined
}
