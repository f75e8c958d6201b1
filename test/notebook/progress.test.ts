/** Progress in one line, and what it says. */

import { inspect } from 'node:util'
import { NeMoPlatform } from 'nemo-platform'
import { jobCard, metricsOf, withProgress } from 'nemo-platform/notebook'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test, vi } from 'vitest'

/** What a pipe gets of a call that reports these. */
async function printed(...reports: Parameters<Parameters<Parameters<typeof withProgress>[1]>[0]>[0][]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await withProgress('Title', async (report) => {
    for (const each of reports) report(each)
  })
  return log.mock.calls.flat()
}

describe('a line of progress', () => {
  const transfer = { filesTotal: 2, bytesTotal: 3_000_000, file: 'a' }
  test.each([
    [{ ...transfer, filesDone: 1, bytesDone: 1_500_000 }, '█████░░░░░ 50 %, 1/2 files, 1.4 MiB of 2.9 MiB'],
    [
      { ...transfer, filesTotal: 1, filesDone: 1, bytesDone: 0, bytesTotal: 0 },
      '██████████ 100 %, 1/1 file, 0 bytes of 0 bytes',
    ],
    [{ phase: 'adding', done: 1, total: 3 } as const, 'done'],
    [{ workspace: 'w', role: 'Editor', elapsed: 5 } as const, 'done'],
    [{ status: 'READY' }, 'READY'],
    [{ status: null }, 'no status'],
  ])('of %o', async (report, text) => {
    expect(await printed(report)).toEqual([`Title: ${text}`])
  })

  test('is one, and holds nothing that steers a terminal', async () => {
    expect(await printed({ status: 'a\u001b[2J\nb' })).toEqual(['Title: a[2J b'])
  })

  test('is not there where nothing was reported', async () => {
    expect(await printed()).toEqual([])
  })

  test('ends with the call that fails', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const failing = withProgress('Title', async (report) => {
      report({ phase: 'adding', done: 1, total: 3 })
      throw new TypeError('no')
    })

    await expect(failing).rejects.toThrow('no')
    expect(log.mock.calls).toEqual([['Title: adding 1/3']])
  })
})

test('the card of a job shows the end of its log, in which nothing is markup', async () => {
  const platform = new MockPlatform({ jobs: { duration: 0 } })
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    workspace: 'default',
    accessToken: platform.tokenFor('admin@example.com'),
    fetch: platform.fetch,
  })
  const command = ['sh', '-c', 'echo one; echo <b>two</b>']
  await client.jobs.create({
    name: 'nightly',
    source: 'test',
    spec: {},
    platform_spec: { steps: [{ name: 'count', executor: { provider: 'subprocess', command } }] },
  })
  await client.jobs.wait('nightly', { poll_interval: 10 })

  const card = await jobCard(client.jobs, 'nightly', { tail: 1 })

  expect(inspect(card)).toBe(
    ['job      nightly', 'status   completed', 'step     count: completed', '| <b>two</b>'].join('\n'),
  )
  expect(card.media['text/html']).toContain('&lt;b&gt;two&lt;/b&gt;')
  expect(card.media['text/html']).not.toContain('<b>')
})

test('the metrics of evaluations are their mean scores', () => {
  const scores = { accuracy: { mean: 0.5 }, f1: { mean: null } }

  expect(metricsOf([{ name: 'a', aggregate_scores: scores }, { name: 'b' }])).toEqual([
    { series: 'a', metric: 'accuracy', value: 0.5 },
  ])
})
