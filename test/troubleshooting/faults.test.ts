/** Every fault of the table on the mock platform: cause, evidence, first remedy, the check that tells, and the way out. */

import { readFileSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { forCode, forTerminal, type Remedy } from '../../src/remedies/index.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { problemIn, problemOf } from './command-lines.ts'
import { MOCK_FAULTS, type Profile } from './mock-faults.ts'
import { FAULTS, type Fault, type FaultName } from './table.ts'

cleanEnvironment()

const NAMES = Object.keys(FAULTS) as FaultName[]
const isOver = ({ until }: Fault) => until !== undefined
const CASES = (['0.6.0', '0.8', 'documented'] as const).flatMap((profile) =>
  NAMES.filter((name) => profile !== '0.8' || !isOver(FAULTS[name])).map((name) => [profile, name] as const),
)
const rank = { possible: 0, likely: 1, certain: 2 }

/** Remedies as data and as text agree, and name only commands and calls that there are. */
function checkAdvice(client: object, advice: readonly Remedy[], remedies: readonly string[]): void {
  expect(remedies).toEqual(advice.map(forCode))
  expect(advice.map((remedy) => problemIn(remedy, client)).filter(Boolean)).toEqual([])
}

test('there are at least 40 of them', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(40)
})

test.each(CASES)('%s: %s', async (profile: Profile, name) => {
  const fault: Fault = FAULTS[name]
  const { client, error, mend } = await MOCK_FAULTS[name](profile)
  if (fault.cause !== 'none') {
    const found = await client.auth.explain(error)
    expect(found).toMatchObject({ cause: fault.cause, confidence: fault.confidence })
    expect([found.summary, ...found.evidence].join('\n')).toMatch(fault.evidence)
    expect(found.advice.map(forTerminal)[0]).toMatch(fault.remedy)
    checkAdvice(client, found.advice, found.remedies)
  }
  if (fault.check !== undefined) {
    const [id, status] = fault.check
    const checks = await client.auth.diagnose({ gateway: true })
    expect(checks.find((check) => check.id === id)).toMatchObject({ status })
    for (const check of checks) {
      if (check.status === 'fail') expect(check.remedies, check.id).not.toEqual([])
      checkAdvice(client, check.advice, check.remedies)
    }
  }
  await mend?.()
})

test.each([
  ['api://nmp/platform:read'],
  // A permission, which somebody took for a scope.
  ['projects.read'],
])(
  'scopes that the platform does not know refuse nothing from 0.7 on, and are told of: %s',
  async (scope) => {
    const platform = new MockPlatform({ profile: '0.8', auth: { oidc: { scopePrefix: 'api://nmp' } } })
    const client = new NeMoPlatform({
      baseURL: 'http://nemo-0.8.test',
      accessToken: platform.tokenFor('ana@example.com', { claims: { scope } }),
      fetch: platform.fetch,
    })

    expect(await client.workspaces.retrieve('default')).toMatchObject({ name: 'default' })
    const checks = await client.auth.diagnose()
    expect(checks.find(({ id }) => id === 'scope-write')).toMatchObject({ status: 'warn' })
  },
)

test('what nobody can know is never certain', () => {
  for (const fault of Object.values(FAULTS) as Fault[]) {
    if (/alike|looks the same|does not tell/.test(fault.unknown ?? '')) {
      expect(rank[fault.confidence], fault.title).toBeLessThan(rank.certain)
    }
  }
})

test('every command of the page is one that there is', async () => {
  const page = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8')
  const lines = [...page.matchAll(/^nemo [^#\n]+/gm)].map(([line]) => line.trim())
  expect(lines.length).toBeGreaterThan(8)
  expect(lines.map(problemOf).filter(Boolean)).toEqual([])
  expect(problemOf('nemo auth nonsense')).toContain('no such command')
  expect(problemOf('nemo auth doctor --nonsense')).toContain('no such option')
  const { client } = await MOCK_FAULTS['header-believed']('0.6.0')
  expect(problemIn({ text: 'x', call: 'client.auth.nonsense()' }, client)).toContain('no such call')
  expect(problemIn({ text: 'Run: nemo auth login' }, client)).toContain('no command of its own')
})

test('every check of the page and of the table is one that there is', async () => {
  const { client } = await MOCK_FAULTS['header-believed']('0.6.0')
  const ids = (await client.auth.diagnose())
    .map(({ id }) => id)
    .concat('config-leftovers', 'config-writable', 'config-locks')
  const named = (Object.values(FAULTS) as Fault[]).flatMap(({ check }) =>
    check === undefined ? [] : [check[0]],
  )
  expect(named.filter((id) => !ids.includes(id))).toEqual([])
})
