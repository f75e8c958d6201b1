/** A command line for each command that stands as data, with a value that fits for everything that it takes. */

import type { OpenAPI, Schema } from '../../../scripts/lib/condense.ts'
import { readDescription, readSurface } from '../../../scripts/lib/description.ts'
import { withCore } from '../../../scripts/lib/emit-plugins.ts'
import {
  buildModel,
  fieldsOf,
  type MethodModel,
  referenceOf,
  resolveSchema,
} from '../../../scripts/lib/model.ts'
import { readPlugins } from '../../../scripts/lib/plugin-description.ts'
import { ADAPTERS } from '../../../src/cli/commands/adapters.generated.ts'
import { ENTITIES } from '../../../src/cli/commands/entities.generated.ts'
import { EVALUATIONS } from '../../../src/cli/commands/evaluations.generated.ts'
import { EXPERIMENTS } from '../../../src/cli/commands/experiments.generated.ts'
import { FILES } from '../../../src/cli/commands/files.generated.ts'
import { GUARDRAIL } from '../../../src/cli/commands/guardrail.generated.ts'
import { IAM } from '../../../src/cli/commands/iam.generated.ts'
import { INFERENCE } from '../../../src/cli/commands/inference.generated.ts'
import { INTAKE } from '../../../src/cli/commands/intake.generated.ts'
import { JOBS } from '../../../src/cli/commands/jobs.generated.ts'
import { MODELS } from '../../../src/cli/commands/models.generated.ts'
import { PLUGIN_GROUPS } from '../../../src/cli/commands/plugins/groups.generated.ts'
import { PROJECTS } from '../../../src/cli/commands/projects.generated.ts'
import { SECRETS } from '../../../src/cli/commands/secrets.generated.ts'
import type { CommandSpec, GroupSpec, OptionSpec } from '../../../src/cli/commands/shared/command-spec.ts'
import { conforming } from '../../../src/mock/generic/sample.ts'
import { pluginOperations } from '../../../src/openapi/plugins.ts'
import { METHODS, MODELS as PLUGIN_RESOURCES } from '../../plugins/plugin-calls.ts'

const DESCRIBED_PLUGINS = await Promise.all(PLUGIN_GROUPS.map(({ load }) => load()))

/** Every group that stands as data. */
export const DESCRIBED: readonly GroupSpec[] = [
  ADAPTERS,
  ENTITIES,
  EVALUATIONS,
  EXPERIMENTS,
  FILES,
  GUARDRAIL,
  IAM,
  INFERENCE,
  INTAKE,
  JOBS,
  MODELS,
  PROJECTS,
  SECRETS,
  ...DESCRIBED_PLUGINS,
]

/** A command, and words that call it. */
export interface SampleLine {
  readonly path: string
  readonly spec: CommandSpec
  readonly args: readonly string[]
}

// Samples of what plugins take refer to their schemas.
pluginOperations()
const core = readDescription() as OpenAPI
const description = withCore(readPlugins() as OpenAPI, core)
const methods = new Map<string, MethodModel>([
  ...buildModel(readSurface(), core).flatMap(({ name, methods }) =>
    methods.map((method): [string, MethodModel] => [`${name}.${method.name}`, method]),
  ),
  ...METHODS.map(([id, method]): [string, MethodModel] => [id, method]),
])

/** All of them: with everything that a command takes, and with what it needs alone. */
export function sampleLines(takes: 'everything' | 'the least'): SampleLine[] {
  const walk = (group: GroupSpec, names: readonly string[]): SampleLine[] => [
    ...group.commands.map((spec) => {
      const path = [...names, group.name, spec.name]
      return { path: path.join(' '), spec, args: [...path, ...wordsFor(spec, takes)] }
    }),
    ...group.groups.flatMap((child) => walk(child, [...names, group.name])),
  ]
  return DESCRIBED.flatMap((group) => walk(group, []))
}

/** A command line for each kind of jobs of plugins, with a spec that fits. */
export function jobLines(): Pick<SampleLine, 'path' | 'args'>[] {
  return DESCRIBED_PLUGINS.flatMap(({ name, jobs }) =>
    jobs.map((job) => {
      const collection = PLUGIN_RESOURCES.flatMap(({ plugin }) =>
        plugin?.service === name ? plugin.jobs : [],
      ).find(({ base }) => base === job.base)
      const request = resolveSchema({ $ref: `#/components/schemas/${collection?.request}` }, description)
      const path = [name, job.name]
      // Its fields differ by release, so that the description leaves open which it has.
      const spec =
        path.join(' ') === 'evals agent-evaluate'
          ? { tasks: ['its-task'] }
          : sampleOf(fieldsOf(request).find((field) => field.name === 'spec')?.schema ?? {})
      return {
        path: path.join(' '),
        args: [...path, '--spec', JSON.stringify(spec), '--job-name', 'its-name'],
      }
    }),
  )
}

function wordsFor(spec: CommandSpec, takes: 'everything' | 'the least'): string[] {
  const method = methods.get(spec.method)
  if (method === undefined) throw new Error(`${spec.method} is not described`)
  const { args = [], options = [], required = [] } = spec
  const isAll = takes === 'everything'
  const variant = variantOf(method)
  const ofVariant = variant === undefined ? undefined : fieldsOf(variant)
  const isNeeded = (name: string) =>
    required.includes(name) || ofVariant?.some((field) => field.name === name && field.required) === true
  const isKnown = (name: string) => ofVariant === undefined || ofVariant.some((field) => field.name === name)
  const words = args
    .filter(({ isOptional, name }) => !isOptional || (isAll ? isKnown(name) : isNeeded(name)))
    .map(({ name }) => `its-${name}`)
  const flags = options
    .filter(({ flag, isRequired }) => isAll || isRequired || isNeeded(flag.slice(2).replaceAll('-', '_')))
    .flatMap((option) => flagFor(method, option, variant))
  return [
    ...words,
    ...flags,
    ...(spec.hasWorkspace && isAll ? ['--workspace', 'its-workspace'] : []),
    ...(spec.input === 'bytes' ? ['--input-data', '{"a": 1}'] : []),
    ...(spec.answer === 'bytes' ? ['--output-file', '-'] : []),
  ]
}

function flagFor(method: MethodModel, option: OptionSpec, variant: Schema | undefined): string[] {
  const { flag, kind, field = flag.replace(/^--(?:filter\.)?/, '').replaceAll('-', '_') } = option
  // A field of an object that is given as a whole.
  if (flag === '--filter' || (flag.includes('.') && !flag.startsWith('--filter.'))) return []
  if (kind === 'flag') return [flag]
  // What the agent is for is in a file.
  if (flag === '--ethos') return [flag, import.meta.filename]
  const schema = schemaOf(method, flag, field, variant)
  // A field of another variant of the same body.
  if (schema === undefined) return []
  if (kind === 'switch') return [flag, ...(mayBeText(schema) ? [String(sampleOf(schema))] : [])]
  const value =
    field === 'role' ? 'Viewer' : kind === 'text' && mayBeText(schema) ? 'its text' : sampleOf(schema)
  if (kind === 'texts') return [value].flat().flatMap((one) => [flag, String(one)])
  return [flag, kind === 'data' ? JSON.stringify(value) : String(value)]
}

function schemaOf(
  method: MethodModel,
  flag: string,
  field: string,
  variant: Schema | undefined,
): Schema | undefined {
  const { named, query, fields, body } = method
  if (flag.startsWith('--filter.')) {
    const filter = query.find(({ name }) => name === 'filter')?.schema ?? {}
    return fieldsOf(resolveSchema(filter, description)).find(({ name }) => name === field)?.schema
  }
  if (named.includes(field)) return { type: 'string' }
  if (field === 'body' && body === 'whole') return { type: 'object' }
  const all = [...query, ...fields, ...(variant === undefined ? [] : fieldsOf(variant))]
  return all.find(({ name }) => name === field)?.schema
}

/** Of a body that may be one of several, the first. */
function variantOf({ body, bodySchema }: MethodModel): Schema | undefined {
  if (body !== 'union' || bodySchema === undefined) return undefined
  const { oneOf, anyOf } = resolveSchema(bodySchema, description) as { oneOf?: Schema[]; anyOf?: Schema[] }
  return resolveSchema((oneOf ?? anyOf)?.[0] ?? {}, description)
}

function mayBeText(schema: Schema): boolean {
  const resolved = resolveSchema(schema, description)
  const options = (resolved['anyOf'] ?? resolved['oneOf']) as Schema[] | undefined
  return options === undefined
    ? resolved['type'] === 'string' && resolved['enum'] === undefined
    : options.some(mayBeText)
}

/** A value that is there, of what may also be null. */
function sampleOf(schema: Schema): unknown {
  const resolved = resolveSchema(schema, description)
  const options = (resolved['anyOf'] ?? resolved['oneOf']) as Schema[] | undefined
  const one = options?.map((option) => resolveSchema(option, description)).find(({ type }) => type !== 'null')
  if (one !== undefined && one !== resolved) return sampleOf(one)
  const values = resolved['enum'] as unknown[] | undefined
  if (values !== undefined) return values[0]
  if ('const' in resolved) return resolved['const']
  if (resolved['type'] === 'boolean') return true
  if (resolved['type'] === 'integer') return 3
  if (resolved['type'] === 'number') return 0.5
  if (resolved['type'] === 'string')
    return resolved['format'] === 'date-time' ? '2026-01-02T03:04:05Z' : 'its text'
  if (resolved['type'] === 'array')
    return [sampleOf((resolved['items'] as Schema | undefined) ?? { type: 'string' })]
  if (referenceOf(schema) === undefined && resolved['properties'] === undefined) {
    const values = resolved['additionalProperties']
    return { a: typeof values === 'object' && values !== null ? sampleOf(values as Schema) : 'b' }
  }
  return conforming(resolved as never)
}
