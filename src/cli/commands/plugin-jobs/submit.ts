/** Submits jobs of plugins, and tells what they take. */

import type { PluginJobCreateParams } from '../../../index.ts'
import { UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { clientOptions, literal } from '../shared/code.ts'
import type { PluginJob } from '../shared/command-spec.ts'
import type { WaitFlags } from '../shared/durations.ts'
import { findSpec } from './find-spec.ts'
import type { SpecField } from './job-specs.ts'
import {
  backendOptions,
  checkComplete,
  type Fields,
  flagOf,
  merged,
  nested,
  readFieldOptions,
  readObject,
} from './read-spec.ts'

/** The flags. */
export interface SubmitFlags extends WaitFlags {
  readonly spec?: string
  readonly specFile?: string
  /** Other names of that. */
  readonly configFile?: string
  readonly jobJson?: string
  readonly option?: readonly string[]
  readonly optionsFile?: string
  readonly profile?: string
  readonly jobName?: string
  readonly wait?: true
  readonly watch?: true
}

/** What is made for a job before it is sent. */
export interface JobResources {
  /** How its spec refers to that: the place in it, and the value. */
  readonly references: readonly (readonly [path: string, reference: string])[]
  /** Makes it. */
  make(): Promise<void>
}

/** A submission, as it stands on the command line. */
export interface Submission {
  readonly job: PluginJob
  /** The command, as it is called. */
  readonly path: string
  readonly flags: SubmitFlags
  /** What the command itself does not know: options of fields. */
  readonly words: readonly string[]
  /** What other options and arguments put over the spec. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** What is made for the job once the rest of its spec is known to be there. */
  readonly resources?: (spec: Fields) => Promise<JobResources | undefined>
}

/** `nemo <plugin> <job>`: creates a job, and waits for it where that is wanted. */
export async function submit(invocation: Invocation, submission: Submission): Promise<void> {
  const { job, flags } = submission
  const { wait, watch } = flags
  if (wait === true && watch === true)
    throw new UsageError('--wait and --watch exclude each other', 'Choose one of them')
  const params = await readParams(invocation, submission)
  const { workspace, ...fields } = params
  const [plugin = ''] = job.plugins
  if (invocation.globals.outputFormat === 'code') {
    const names = [plugin, ...(job.kind === undefined ? [] : [job.kind])].map((name) => literal(name))
    const given = literal(workspace === undefined ? fields : { workspace, ...fields }, '')
    invocation.say(
      [
        `import { NeMoPlatform } from 'nemo-platform'`,
        '',
        `const client = new NeMoPlatform(${clientOptions(invocation.globals)})`,
        '',
        `const job = await client.pluginJobs(${names.join(', ')}).create(${given})`,
        '',
        'console.log(job)',
      ].join('\n'),
    )
    return
  }
  const jobs = invocation.client().pluginJobs<Fields, string>(plugin, job.kind ?? '', { base: job.base })
  const created = await jobs.create(params, { signal: invocation.io.signal })
  await invocation.print(created)
  if (wait !== true && watch !== true) return
  const { followToEnd } = await import('../jobs/follow.ts')
  await followToEnd(
    invocation,
    { name: created.name, workspace: created.workspace ?? undefined },
    flags,
    watch === true,
  )
}

/** `nemo <plugin> <job> explain`: the fields of the spec. */
export async function explain(invocation: Invocation, job: PluginJob): Promise<void> {
  const { fields, source } = await findSpec(invocation, job)
  invocation.note(`The fields are ${source}.`)
  const rows = fields.map((field) => ({
    option: flagOf(field),
    type: typeOf(field),
    required: field.isRequired === true,
    default: field.default ?? null,
    description: field.help ?? null,
  }))
  await invocation.print(rows, {
    list: true,
    columns: ['option', 'type', 'required', 'default', 'description'].filter(
      (name) => name !== 'description' || fields.some(({ help }) => help !== undefined),
    ),
  })
}

async function readParams(
  invocation: Invocation,
  { job, path, flags, words, fields = {}, resources }: Submission,
): Promise<PluginJobCreateParams<Fields>> {
  const base = await readObject(invocation, '--spec-file', { file: flags.specFile })
  const over = await readObject(invocation, '--spec', { text: flags.spec })
  const backend = merged(
    await readObject(invocation, '--options-file', { file: flags.optionsFile }),
    backendOptions(flags.option ?? []),
  )
  const found = await findSpec(invocation, job)
  invocation.note(invocation.style.dim(`The fields are ${found.source}.`))
  const options = await readFieldOptions(words, found, path)
  const given = merged(merged(merged(base, over), fields), options)
  const planned = await resources?.(given)
  const spec = (planned?.references ?? []).reduce(
    (whole, [place, reference]) => merged(whole, nested(place.split('.'), reference)),
    given,
  )
  checkComplete(spec, found, path)
  await planned?.make()
  const { workspace } = invocation.globals
  return {
    ...(workspace === undefined ? {} : { workspace }),
    ...(flags.jobName === undefined ? {} : { name: flags.jobName }),
    spec,
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(Object.keys(backend).length === 0 ? {} : { options: backend }),
  }
}

function typeOf({ kind, choices = [] }: SpecField): string {
  const words = {
    text: 'text',
    texts: 'text, several times',
    integer: 'whole number',
    number: 'number',
    flag: 'true or false',
    choice: choices.join(', '),
    data: 'JSON',
    any: 'text or JSON',
    object: 'object',
  }
  return words[kind]
}
