/** The shape of the config file, as the Python loader takes it. Unknown keys are allowed everywhere and survive writing. */

import { normalizeBaseURL } from './base-url.ts'
import { type Place, ShapeCheck, type ShapeProblem } from './shape.ts'

/** Output formats of the command line. */
export const OUTPUT_FORMATS = ['table', 'json', 'yaml', 'markdown', 'csv', 'raw'] as const
/** Timestamp formats of the command line. */
export const TIMESTAMP_FORMATS = ['iso8601', 'relative'] as const

/** What a cluster may be called. */
export const CLUSTER_NAME = /^[_-]*[\p{L}\p{N}][\p{L}\p{N}_-]*$/u
/** That rule in words. */
export const CLUSTER_NAME_RULE = 'may hold letters, digits, - and _ only'

/** A cluster: where a platform is. */
export interface Cluster {
  name: string
  base_url: string
  /** Path of a PEM file. */
  certificate_authority?: string | null | undefined
  metadata: Record<string, unknown>
  [key: string]: unknown
}

/** A user who is logged in. */
export interface OAuthUser {
  type: 'oauth'
  name: string
  token: string
  refresh_token?: string | null | undefined
  [key: string]: unknown
}

/** A user without login. */
export interface NoAuthUser {
  type: 'no-auth'
  name: string
  [key: string]: unknown
}

/** A user: a login, or none. */
export type User = OAuthUser | NoAuthUser

/** How the command line prints. */
export interface Preferences {
  output_format: (typeof OUTPUT_FORMATS)[number]
  timestamp_format: (typeof TIMESTAMP_FORMATS)[number]
  truncate: boolean
  color_output: boolean
  [key: string]: unknown
}

/** A context: cluster, user and workspace under one name. */
export interface ContextDefinition {
  name: string
  /** Name of its cluster. */
  cluster: string
  /** Name of its user. */
  user: string
  workspace?: string | null | undefined
  default_model?: string | null | undefined
  fast_model?: string | null | undefined
  preferences: Preferences
  metadata: Record<string, unknown>
  [key: string]: unknown
}

/** Services that `nemo setup` runs on this machine. */
export interface LocalServices {
  data_dir?: string | null | undefined
  [key: string]: unknown
}

/** The config file, validated and with its defaults filled in. */
export interface ConfigFile {
  current_context?: string | null | undefined
  clusters: Cluster[]
  users: User[]
  contexts: ContextDefinition[]
  local_services?: LocalServices | null | undefined
  telemetry_enabled: boolean
  [key: string]: unknown
}

/**
 * Reads what the file holds, before its names are checked against each other. Written by hand: to load a library for it, and to
 * build its schema, took a start twice as long as to read the file.
 *
 * @returns The file with its defaults filled in, or all that is wrong with it.
 */
export function readShape(
  value: Record<string, unknown>,
): { readonly file: ConfigFile } | { readonly problems: readonly ShapeProblem[] } {
  const check = new ShapeCheck()
  const file = readConfig(check, value)
  return check.problems.length > 0 ? { problems: check.problems } : { file }
}

function readConfig(check: ShapeCheck, fields: Record<string, unknown>): ConfigFile {
  check.optionalText(fields['current_context'], ['current_context'])
  const clusters = check.list(fields['clusters'], ['clusters'], (item, place) =>
    readCluster(check, item, place),
  )
  const users = check.list(fields['users'], ['users'], (item, place) => readUser(check, item, place))
  const contexts = check.list(fields['contexts'], ['contexts'], (item, place) =>
    readContext(check, item, place),
  )
  const services = fields['local_services']
  if (services !== undefined && services !== null) {
    check.map(services, ['local_services'], ({ data_dir }) =>
      check.optionalText(data_dir, ['local_services', 'data_dir']),
    )
  }
  const telemetry_enabled = check.flag(fields['telemetry_enabled'], ['telemetry_enabled'])
  return { ...fields, clusters, users, contexts, telemetry_enabled }
}

function readCluster(check: ShapeCheck, item: unknown, place: Place): Cluster {
  return check.map(item, place, (fields) => {
    const name = check.name(fields['name'], [...place, 'name'])
    if (typeof name === 'string' && !CLUSTER_NAME.test(name))
      check.note([...place, 'name'], CLUSTER_NAME_RULE)
    const base_url = readBaseURL(check, fields['base_url'], [...place, 'base_url'])
    check.optionalText(fields['certificate_authority'], [...place, 'certificate_authority'])
    const metadata = readMetadata(check, fields['metadata'], [...place, 'metadata'])
    return { ...fields, name, base_url, metadata }
  })
}

function readBaseURL(check: ShapeCheck, value: unknown, place: Place): string {
  const text = check.text(value, place)
  if (typeof value !== 'string') return text
  const result = normalizeBaseURL(text)
  if ('url' in result) return result.url
  check.note(place, result.problem)
  return text
}

function readMetadata(check: ShapeCheck, value: unknown = {}, place: Place): Record<string, unknown> {
  return check.map(value, place, (fields) => fields)
}

function readUser(check: ShapeCheck, item: unknown, place: Place): User {
  return check.map(item, place, (fields) => {
    const { type } = fields
    if (type !== 'oauth' && type !== 'no-auth') {
      check.note([...place, 'type'], 'must be `oauth` or `no-auth`')
      return fields as User
    }
    const name = check.name(fields['name'], [...place, 'name'])
    if (type === 'no-auth') return { ...fields, type, name }
    const token = check.text(fields['token'], [...place, 'token'])
    if (token === '') check.note([...place, 'token'], 'must not be empty')
    check.optionalText(fields['refresh_token'], [...place, 'refresh_token'])
    // Passed over, it would leave a refresh token that goes to somebody else.
    check.optionalText(fields['token_broker_url'], [...place, 'token_broker_url'])
    return { ...fields, type, name, token }
  })
}

function readContext(check: ShapeCheck, item: unknown, place: Place): ContextDefinition {
  return check.map(item, place, (fields) => {
    const [name, cluster, user] = (['name', 'cluster', 'user'] as const).map((key) =>
      check.name(fields[key], [...place, key]),
    ) as [string, string, string]
    for (const key of ['workspace', 'default_model', 'fast_model'])
      check.optionalText(fields[key], [...place, key])
    const preferences = readPreferences(check, fields['preferences'], [...place, 'preferences'])
    const metadata = readMetadata(check, fields['metadata'], [...place, 'metadata'])
    return { ...fields, name, cluster, user, preferences, metadata }
  })
}

function readPreferences(check: ShapeCheck, value: unknown = {}, place: Place): Preferences {
  return check.map(value, place, (fields) => ({
    ...fields,
    output_format: check.oneOf(OUTPUT_FORMATS, fields['output_format'], [...place, 'output_format']),
    timestamp_format: check.oneOf(TIMESTAMP_FORMATS, fields['timestamp_format'], [
      ...place,
      'timestamp_format',
    ]),
    truncate: check.flag(fields['truncate'], [...place, 'truncate']),
    color_output: check.flag(fields['color_output'], [...place, 'color_output']),
  }))
}
