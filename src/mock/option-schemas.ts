/** Checks what callers hand to the mock platform. */

import { InvalidArgumentError } from '../errors/index.ts'
import { PRODUCTS } from '../generations.ts'
import * as z from '../inlined/zod.ts'
import { NAME_PATTERN } from './http/schema.ts'
import { JOB_STATUSES } from './jobs/job-status.ts'
import { PROFILES } from './profile.ts'

const text = z.string({ error: 'must be text' }).check(z.minLength(1, { error: 'must not be empty' }))
const flag = z.boolean({ error: 'must be true or false' })
const texts = z.array(text, { error: 'must be a list of texts' })
const number = z.number({ error: 'must be a finite number' })
const milliseconds = z
  .number({ error: 'must be a number of milliseconds from 0 on' })
  .check(z.gte(0, { error: 'must be a number of milliseconds from 0 on' }))
const whole = (lowest: number, highest: number) => {
  const error = `must be a whole number from ${lowest} to ${highest}`
  return z.int({ error }).check(z.gte(lowest, { error }), z.lte(highest, { error }))
}
const headers = z.record(z.string(), z.string({ error: 'must be text' }), { error: 'must be an object' })

function only<const Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, z.optional(schema)]))
  return z.strictObject(fields, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? 'is not known' : `must be ${what}`),
  })
}

const oidc = only(
  {
    clientId: text,
    audience: text,
    scopePrefix: z.string({ error: 'must be text' }),
    accessTokenLifetime: number,
    rotateRefreshTokens: flag,
    serverSideSessions: flag,
    confidentialClientId: text,
  },
  'true, false or an object',
)

const auth = only(
  {
    adminEmail: text,
    rolePropagation: milliseconds,
    allowUnsignedTokens: flag,
    oidc: z.union([flag, oidc]),
    accessKeys: flag,
  },
  'false or an object',
)

const isStore = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { collection?: unknown }).collection === 'function'

const isFunction = (value: unknown) => typeof value === 'function'

const jobs = only(
  {
    duration: z.union([milliseconds, z.literal('manual')], {
      error: "must be a number of milliseconds from 0 on, or 'manual'",
    }),
  },
  'an object',
)

const inference = only(
  { readyAfter: milliseconds, upstream: z.custom(isFunction, { error: 'must be a function' }) },
  'an object',
)

/** Options of the platform. */
const platform = only(
  {
    profile: z.enum(PROFILES, { error: `must be one of ${PROFILES.map((name) => `'${name}'`).join(', ')}` }),
    auth: z.union([z.literal(false), auth]),
    store: z.custom(isStore, { error: 'must have a method `collection`' }),
    workspaceCleanup: milliseconds,
    jobs,
    inference,
    plugins: z.record(z.string(), texts, { error: 'must be an object' }),
  },
  'an object',
)

/** Options of a token. */
const token = only(
  {
    scopes: texts,
    expiresIn: number,
    groups: texts,
    subject: text,
    claims: z.record(z.string(), z.unknown(), { error: 'must be an object' }),
  },
  'an object',
)

const isBytes = (value: unknown) => typeof value === 'string' || value instanceof Uint8Array
const details = z.record(z.string(), z.unknown(), { error: 'must be an object' })

/** What happens to a job. */
const advance = only(
  {
    workspace: text,
    to: z.enum(JOB_STATUSES, { error: `must be one of ${JOB_STATUSES.join(', ')}` }),
    log: z.union([z.string(), z.array(z.string())], { error: 'must be a text or a list of texts' }),
    result: z.strictObject(
      { name: text, content: z.custom(isBytes, { error: 'must be a text or bytes' }) },
      { error: (issue) => (issue.code === 'unrecognized_keys' ? 'is not known' : 'must be an object') },
    ),
    statusDetails: details,
    error: z.union([text, details], { error: 'must be a text or an object' }),
  },
  'an object',
)

const name = z
  .string({ error: 'must be text' })
  .check(z.regex(new RegExp(NAME_PATTERN), { error: 'must be a name as the platform takes it' }))

function some<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.array(z.strictObject(shape, { error: described }), { error: 'must be a list' })
}

const described = (issue: { code?: string | undefined }) =>
  issue.code === 'unrecognized_keys' ? 'is not known' : 'must be an object'
const inWorkspace = { name, description: z.optional(z.string()), workspace: z.optional(name) }
const ROLES = [
  'Viewer',
  'Editor',
  'Admin',
  'WorkspaceCreator',
  ...PRODUCTS.map(({ administratorRole }) => administratorRole),
  'JobRunner',
] as const

/** What a platform begins with. */
const seed = only(
  {
    workspaces: z.array(
      z.union([name, z.strictObject({ name, description: z.optional(z.string()) }, { error: described })]),
      { error: 'must be a list' },
    ),
    members: some({
      principal: text,
      roles: z.optional(z.array(z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }))),
      workspace: z.optional(name),
    }),
    projects: some(inWorkspace),
    secrets: some({ ...inWorkspace, value: text }),
    filesets: some({
      ...inWorkspace,
      files: z.optional(z.record(z.string(), z.custom(isBytes, { error: 'must be a text or bytes' }))),
    }),
    models: some(inWorkspace),
    providers: some({ ...inWorkspace, hostURL: text }),
  },
  'an object',
)

/** A fault. */
const fault = only(
  {
    status: whole(200, 599),
    body: z.unknown(),
    headers,
    disconnect: z.union([flag, z.literal('after')], { error: "must be true, false or 'after'" }),
    delay: milliseconds,
    method: text,
    path: z.union([text, z.instanceof(RegExp)], { error: 'must be text or a regular expression' }),
    times: whole(1, Number.MAX_SAFE_INTEGER),
  },
  'an object',
)

const SCHEMAS = { platform, token, advance, seed, fault }

/** Whose options are checked; written out, so that the published declarations do not name the schemas' library. */
export type OptionKind = 'platform' | 'token' | 'advance' | 'seed' | 'fault'

/**
 * Checks options.
 *
 * @param name - The argument; options are named by what they are called.
 * @throws InvalidArgumentError for the first thing that is wrong.
 */
export function checkOptions(kind: OptionKind, value: unknown, name = 'options'): void {
  check(SCHEMAS[kind], value, name)
}

/** Checks that something is a text with something in it. */
export function checkText(value: unknown, name: string): void {
  check(text, value, name)
}

function check(schema: z.core.$ZodType, value: unknown, name: string): void {
  const { error } = z.safeParse(schema, value)
  if (error === undefined) return
  const { path, message } = deepest(error.issues[0])
  throw new InvalidArgumentError(path === '' ? name : path, message)
}

/** Where one of several shapes would fit, the problem is that of the shape that comes closest: the last one. */
function deepest(issue: z.core.$ZodIssue | undefined): { path: string; message: string } {
  if (issue === undefined) return { path: '', message: 'is not valid' }
  const path = issue.path.join('.')
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const inner = deepest(issue.errors.at(-1)?.[0])
    const isOwn = inner.path === ''
    return {
      path: [path, inner.path].filter((part) => part !== '').join('.'),
      message: isOwn && issue.message !== 'Invalid input' ? issue.message : inner.message,
    }
  }
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return { path: [path, key].filter(Boolean).join('.'), message: issue.message }
}
