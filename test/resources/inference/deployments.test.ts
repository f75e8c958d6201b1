/** `client.inference.deployments.wait`, and `client.models.waitForStatus` that does the same. */

import { NotFoundError, WaitError, WaitTimeoutError } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { outcome, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'
import { clientOf } from '../jobs/job-script.ts'

const QUICK = { poll_interval: 0 }
const GONE = json({ detail: 'gone' }, 404)

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A deployment whose history ends with a status. */
function deployment(status: string, status_message = '') {
  const history = [
    { timestamp: '2026-01-02T03:04:05', status: 'CREATED', status_message: '' },
    { timestamp: '2026-01-02T03:04:06', status, status_message },
  ]
  return json({ name: 'dep', status: 'UNKNOWN', status_history: history })
}

describe('deployments.wait', () => {
  test('waits for READY and for the gateway, and gives the deployment', async () => {
    const { fetch, calls } = stubFetch(
      deployment('PENDING'),
      deployment('READY'),
      GONE,
      json({ ready: true }),
    )
    stopTime()

    const result = await outcome(clientOf(fetch).inference.deployments.wait('dep'))

    expect(result).toMatchObject({ status: 'fulfilled', value: { name: 'dep' } })
    const paths = calls.map(({ url }) => url.pathname.replace(/^.*workspaces/, ''))
    expect(paths).toEqual([
      '/ws/deployments/dep',
      '/ws/deployments/dep',
      '/ws/provider/dep/ready',
      '/ws/provider/dep/ready',
    ])
  })

  test('leaves the gateway alone, if asked to', async () => {
    const { fetch, calls } = stubFetch(deployment('READY'))

    await clientOf(fetch).inference.deployments.wait('dep', { check_gateway: false, workspace: 'other' })

    expect(calls.map(({ url }) => url.pathname)).toEqual(['/apis/models/v2/workspaces/other/deployments/dep'])
  })

  test('tells of each change, by what the history says', async () => {
    const { fetch } = stubFetch(deployment('PENDING'), deployment('PENDING'), deployment('READY'))
    const seen: unknown[] = []

    await clientOf(fetch).inference.deployments.wait('dep', {
      ...QUICK,
      check_gateway: false,
      onUpdate: ({ status_history }) => seen.push(status_history?.at(-1)?.status),
    })

    expect(seen).toEqual(['PENDING', 'READY'])
  })

  test('takes the status itself where there is no history', async () => {
    const { fetch } = stubFetch(json({ name: 'dep', status: 'LOST', status_history: [] }))

    const found = await clientOf(fetch).inference.deployments.wait('dep', { status: 'LOST' })

    expect(found.status).toBe('LOST')
  })

  test('fails where it is in error, with the reason', async () => {
    const { fetch } = stubFetch(deployment('ERROR', 'no GPU'))

    const error = await rejection(clientOf(fetch).inference.deployments.wait('dep'), WaitError)

    expect(error.problem).toBe('Deployment dep is ERROR: no GPU')
    expect(error.remedies[0]).toContain("client.inference.deployments.retrieve('dep')")
  })

  test('fails where there is none', async () => {
    const { fetch } = stubFetch(GONE)

    const error = await rejection(clientOf(fetch).inference.deployments.wait('dep'), WaitError)

    expect(error.message).toBe('There is no deployment dep')
    expect(error.cause).toBeInstanceOf(NotFoundError)
  })

  test('takes for DELETED only what is gone', async () => {
    const { fetch, calls } = stubFetch(deployment('DELETING'), deployment('DELETED'), GONE)

    expect(
      await clientOf(fetch).inference.deployments.wait('dep', { ...QUICK, status: 'DELETED' }),
    ).toBeUndefined()
    expect(calls).toHaveLength(3)
  })

  test('gives up after 20 minutes', async () => {
    stopTime()
    const { fetch } = stubFetch(deployment('PENDING'))
    const start = performance.now()

    const result = await outcome(clientOf(fetch).inference.deployments.wait('dep'))

    expect((result as PromiseRejectedResult).reason).toBeInstanceOf(WaitTimeoutError)
    expect(performance.now() - start).toBe(1_200_000)
  })
})

describe('models.waitForStatus', () => {
  test.each([
    ['READY', [deployment('READY'), json({ ready: true })]],
    ['PENDING', [deployment('PENDING')]],
    ['DELETED', [GONE]],
  ])('of %s is true once that is so', async (status, answers) => {
    const { fetch, calls } = stubFetch(...answers)

    expect(await clientOf(fetch).models.waitForStatus('dep', status)).toBe(true)
    expect(calls).toHaveLength(answers.length)
  })

  test('fails the same', async () => {
    const { fetch } = stubFetch(deployment('ERROR'))

    await rejection(clientOf(fetch).models.waitForStatus('dep', 'READY'), WaitError)
  })
})
