/** Shapes that several resources share. */

/** Order of a list: a field, with `-` in front for descending. */
export type SortField = 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | 'name' | '-name'

/** Conditions on a text field. */
export interface StringFilter {
  /** Equal. */
  $eq?: string | null | undefined
  /** Contains, whatever the case. */
  $like?: string | null | undefined
  /** One of these. */
  $in?: readonly string[] | null | undefined
  /** None of these. */
  $nin?: readonly string[] | null | undefined
}

/** A filter as text (`name:"x" AND …`, or JSON), or as fields with values or conditions. */
export type Filter = string | Readonly<Record<string, unknown>>

/** Which part of a list, in which order. */
export interface ListParams {
  /** Page, from 1. @default 1 */
  page?: number | undefined
  /** Items per page. */
  page_size?: number | undefined
}

/** The answer to a deletion. */
export interface DeleteResponse {
  id: string
  message?: string
}
