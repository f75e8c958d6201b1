/** How the mock platform describes itself: as its release, with the plugins that it has. */

import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { type JobSpec, jobSpecsIn } from '../../src/cli/commands/plugin-jobs/job-specs.ts'
import { KNOWN_JOBS } from '../../src/cli/commands/plugin-jobs/known-jobs.generated.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

async function describedBy(options: MockPlatformOptions): Promise<Document> {
  const response = await new MockPlatform(options).fetch('http://nemo.test/openapi.json')
  return (await response.json()) as Document
}

/** Jobs by place, each with its fields in order. */
const byPlace = (jobs: readonly JobSpec[]) =>
  Object.fromEntries(
    jobs.map(({ plugin, base, fields }) => [
      `${plugin}/${base}`,
      fields.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    ]),
  )

test('the jobs of plugins take what those of the release take', async () => {
  const jobs = jobSpecsIn(await describedBy({ profile: '0.8' }))

  // The example of a plugin is not described.
  const known = KNOWN_JOBS.filter(
    ({ plugin, releases }) => releases.includes('0.8') && plugin !== 'hello-world',
  )
  expect(known.length).toBeGreaterThan(10)
  expect(byPlace(jobs)).toEqual(byPlace(known))
})

test('plugins have the names of the release', async () => {
  const plugins = jobSpecsIn(await describedBy({ profile: '0.7' })).map(({ plugin }) => plugin)

  expect(plugins).toContain('evaluator')
  expect(plugins).not.toContain('evals')
})

test.each(['0.7', '0.8'] as const)(
  'on %s references lead to schemas, and what is noted beside the description stays away',
  async (profile) => {
    const document = await describedBy({ profile })

    const text = JSON.stringify(document)
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(
      ([, name = '']) => name,
    )
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([])
    expect(text).not.toMatch(/#\/releases\/|"x-(?:since|until|permission|scopes)"/)
  },
)

test('only plugins that the platform has, beside the core', async () => {
  const { paths } = await describedBy({ profile: '0.8', plugins: { evals: [] } })

  const services = new Set(Object.keys(paths).map((path) => path.split('/')[2]))
  expect(services).toContain('entities')
  expect(services).toContain('evals')
  expect(services).not.toContain('garak')
})
