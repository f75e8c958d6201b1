/** The shape of the config file, as the Python loader takes it. Unknown keys are allowed everywhere and survive writing. */

import type { z } from 'zod'
import { normalizeBaseURL } from './base-url.ts'
import { loadZod } from './libraries.ts'

/** Output formats of the command line. */
export const OUTPUT_FORMATS = ['table', 'json', 'yaml', 'markdown', 'csv', 'raw'] as const
/** Timestamp formats of the command line. */
export const TIMESTAMP_FORMATS = ['iso8601', 'relative'] as const

let schema: ReturnType<typeof buildSchema> | undefined

/** The schema of the whole file, before its names are checked against each other. */
export function configFileSchema(): ReturnType<typeof buildSchema> {
  schema ??= buildSchema()
  return schema
}

/** The config file, validated and with its defaults filled in. */
export type ConfigFile = z.output<ReturnType<typeof buildSchema>>
/** A cluster: where a platform is. */
export type Cluster = ConfigFile['clusters'][number]
/** A user: who one is. */
export type User = ConfigFile['users'][number]
/** A context: cluster, user and workspace under one name. */
export type ContextDefinition = ConfigFile['contexts'][number]
/** How the command line prints. */
export type Preferences = ContextDefinition['preferences']

/** Reads 1/0, true/false, yes/no, y/n, t/f, on/off in any case; undefined for everything else. */
export function readFlag(value: string): boolean | undefined {
  if (/^(?:1|1\.0|true|yes|y|t|on)$/i.test(value)) return true
  if (/^(?:0|0\.0|false|no|n|f|off)$/i.test(value)) return false
  return undefined
}

// --- internal ---

function buildSchema() {
  const { z } = loadZod()
  const text = z.string({ error: 'must be text' })
  const name = text.refine((value) => value.trim() !== '', { error: 'must not be empty' })
  const metadata = z.record(z.string(), z.unknown(), { error: 'must be a map' }).default({})
  // Booleans as the Python loader takes them: YAML's own, and the usual words and digits.
  const flag = z.preprocess(
    (value) =>
      typeof value === 'string' || typeof value === 'number' ? (readFlag(String(value)) ?? value) : value,
    z.boolean({ error: 'must be true or false' }),
  )
  const baseURL = text.transform((value, context) => {
    const result = normalizeBaseURL(value)
    if ('url' in result) return result.url
    context.addIssue({ code: 'custom', message: result.problem })
    return z.NEVER
  })

  const cluster = z.looseObject({
    name: name.refine((value) => /^[\p{L}\p{N}_-]*[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(value), {
      error: 'may hold letters, digits, - and _ only',
    }),
    base_url: baseURL,
    certificate_authority: text.nullish(),
    metadata,
  })

  const user = z.discriminatedUnion(
    'type',
    [
      z.looseObject({
        type: z.literal('oauth'),
        name,
        token: text.min(1, { error: 'must not be empty' }),
        refresh_token: text.nullish(),
      }),
      z.looseObject({ type: z.literal('no-auth'), name }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? 'must be `oauth` or `no-auth`' : 'must be a map') },
  )

  const preferences = z
    .looseObject(
      {
        output_format: z
          .enum(OUTPUT_FORMATS, { error: `must be one of ${OUTPUT_FORMATS.join(', ')}` })
          .default('table'),
        timestamp_format: z
          .enum(TIMESTAMP_FORMATS, { error: `must be one of ${TIMESTAMP_FORMATS.join(', ')}` })
          .default('iso8601'),
        truncate: flag.default(true),
        color_output: flag.default(true),
      },
      { error: 'must be a map' },
    )
    .prefault({})

  const context = z.looseObject({
    name,
    cluster: name,
    user: name,
    workspace: text.nullish(),
    default_model: text.nullish(),
    fast_model: text.nullish(),
    preferences,
    metadata,
  })

  return z.looseObject({
    current_context: text.nullish(),
    clusters: z.array(cluster, { error: 'must be a list' }).default([]),
    users: z.array(user, { error: 'must be a list' }).default([]),
    contexts: z.array(context, { error: 'must be a list' }).default([]),
    local_services: z.looseObject({ data_dir: text.nullish() }, { error: 'must be a map' }).nullish(),
    telemetry_enabled: flag.default(true),
  })
}
