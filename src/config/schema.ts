/** The shape of the config file, as the Python loader takes it. Unknown keys are allowed everywhere and survive writing. */

import { loadZod } from '../inlined/index.ts'
import type * as z from '../inlined/zod.ts'
import { normalizeBaseURL } from './base-url.ts'

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

let schema: z.ZodMiniType<ConfigFile> | undefined

/**
 * The schema of the whole file, before its names are checked against each other.
 *
 * @internal The published types name no package that is bundled.
 */
export function configFileSchema(): z.ZodMiniType<ConfigFile> {
  schema ??= buildSchema()
  return schema
}

/** Reads 1/0, true/false, yes/no, y/n, t/f, on/off in any case; undefined for everything else. */
export function readFlag(value: string): boolean | undefined {
  if (/^(?:1|true|yes|y|t|on)$/i.test(value)) return true
  if (/^(?:0|false|no|n|f|off)$/i.test(value)) return false
  return undefined
}

/** @internal One of a few words. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return loadZod().enum(values, { error: `must be one of ${values.join(', ')}` })
}

function buildSchema() {
  const z = loadZod()
  const text = z.string({ error: 'must be text' })
  const name = text.check(z.refine((value) => value.trim() !== '', { error: 'must not be empty' }))
  const metadata = z._default(z.record(z.string(), z.unknown(), { error: 'must be a map' }), {})
  // Booleans as the Python loader takes them: YAML's own, and the usual words and digits.
  const flag = z.pipe(
    z.transform((value) =>
      typeof value === 'string' || typeof value === 'number' ? (readFlag(String(value)) ?? value) : value,
    ),
    z.boolean({ error: 'must be true or false' }),
  )
  const baseURL = z.pipe(
    text,
    z.transform((value, context) => {
      const result = normalizeBaseURL(value)
      if ('url' in result) return result.url
      context.issues.push({ code: 'custom', message: result.problem, input: value })
      return z.NEVER
    }),
  )

  const cluster = z.looseObject({
    name: name.check(z.refine((value) => CLUSTER_NAME.test(value), { error: CLUSTER_NAME_RULE })),
    base_url: baseURL,
    certificate_authority: z.nullish(text),
    metadata,
  })

  const user = z.discriminatedUnion(
    'type',
    [
      z.looseObject({
        type: z.literal('oauth'),
        name,
        token: text.check(z.minLength(1, { error: 'must not be empty' })),
        refresh_token: z.nullish(text),
      }),
      z.looseObject({ type: z.literal('no-auth'), name }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? 'must be `oauth` or `no-auth`' : 'must be a map') },
  )

  const preferences = z.prefault(
    z.looseObject(
      {
        output_format: z._default(oneOf(OUTPUT_FORMATS), 'table'),
        timestamp_format: z._default(oneOf(TIMESTAMP_FORMATS), 'iso8601'),
        truncate: z._default(flag, true),
        color_output: z._default(flag, true),
      },
      { error: 'must be a map' },
    ),
    {},
  )

  const context = z.looseObject({
    name,
    cluster: name,
    user: name,
    workspace: z.nullish(text),
    default_model: z.nullish(text),
    fast_model: z.nullish(text),
    preferences,
    metadata,
  })

  return z.looseObject({
    current_context: z.nullish(text),
    clusters: z._default(z.array(cluster, { error: 'must be a list' }), []),
    users: z._default(z.array(user, { error: 'must be a list' }), []),
    contexts: z._default(z.array(context, { error: 'must be a list' }), []),
    local_services: z.nullish(z.looseObject({ data_dir: z.nullish(text) }, { error: 'must be a map' })),
    telemetry_enabled: z._default(flag, true),
  })
}
