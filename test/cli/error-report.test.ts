/** How errors are shown at a terminal: what happened, why, and commands in place of calls. */

import {
  APIConnectionError,
  type APIStatusError,
  APITimeoutError,
  BatchError,
  NeMoPlatform,
  NeMoPlatformError,
} from 'nemo-platform'
import { describe, expect, test } from 'vitest'
import { exitCodeOf, reportError } from '../../src/cli/error-report.ts'
import { LocalError, run, UsageError } from '../../src/cli/errors.ts'
import { createStyle } from '../../src/cli/output/style.ts'
import { rejection } from '../helpers/rejection.ts'

const OPTIONS = { style: createStyle(false), verbose: false, columns: undefined } as const
const report = (error: unknown, options = {}) => reportError(error, { ...OPTIONS, ...options }).join('\n')

/** The error of a call whose only attempt ends like this. */
function failed(
  respond: (signal: AbortSignal) => Response | Promise<Response>,
  { baseURL = 'http://nemo.test', timeout = 60_000 } = {},
): Promise<NeMoPlatformError> {
  const fetch: typeof globalThis.fetch = async (input, init) => respond(new Request(input, init).signal)
  const client = new NeMoPlatform({ baseURL, fetch, maxRetries: 0, timeout, accessToken: 't' })
  return rejection(client.post('/apis/entities/v2/workspaces', { body: {} }), NeMoPlatformError)
}

describe('remedies at a terminal', () => {
  test('are commands, where code has calls', () => {
    const error = new NeMoPlatformError('It went wrong', {
      remedies: [{ text: 'Look', command: 'nemo auth doctor', call: 'client.auth.diagnose()' }],
    })

    expect(error.remedies).toEqual(['Look: client.auth.diagnose()'])
    expect(report(error)).toBe('Error: It went wrong\n\nTry:\n  1. Look: nemo auth doctor')
  })

  test('stand there once, where two calls are the same command', () => {
    const remedies = ['client.a()', 'client.b()'].map((call) => ({ text: 'nemo a', command: 'nemo a', call }))

    expect(report(new NeMoPlatformError('no', { remedies })).match(/nemo a/g)).toHaveLength(1)
  })

  test.each(['client.example', 'await.example', 'accesstoken.example'])(
    'are there for the host %s too',
    async (host) => {
      const refused = () => {
        const cause = Object.assign(new Error('refused'), { code: 'ECONNRESET' })
        return Promise.reject(new TypeError('fetch failed', { cause }))
      }
      const error = await failed(refused, { baseURL: `http://${host}` })

      expect(error).toBeInstanceOf(APIConnectionError)
      expect(report(error)).toContain(`curl http://${host}/health/ready`)
    },
  )

  test('name the flag in place of the option', async () => {
    const never = (signal: AbortSignal) =>
      new Promise<Response>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    const error = await failed(never, { timeout: 20 })

    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error.remedies.join()).toContain('`timeout`')
    expect(report(error)).toContain('--timeout')
    expect(report(error)).not.toContain('`')
  })

  test('of a 422 speak of fields only where fields are named', async () => {
    const detail = [{ type: 'missing', loc: ['body', 'name'], msg: 'Field required', input: {} }]
    const named = await failed(() => Response.json({ detail }, { status: 422 }))
    const unnamed = await failed(() =>
      Response.json({ detail: 'Referenced resource does not exist.' }, { status: 422 }),
    )

    expect(report(named)).toMatch(/body\.name: Field required[\s\S]*Try:\n {2}1\. .*fields/)
    expect(report(unnamed)).not.toContain('field')
  })

  test('come from the explanation where there is one', async () => {
    const error = (await failed(() =>
      Response.json({ detail: 'Forbidden' }, { status: 403 }),
    )) as APIStatusError
    const explanation = {
      cause: 'not-a-member',
      confidence: 'likely',
      summary: 'You are no member.',
      evidence: [],
      remedies: ['Join: client.join()'],
      advice: [{ text: 'Join', command: 'nemo join', call: 'client.join()' }],
    }

    expect(report(error, { explanation })).toMatch(
      /Most likely: You are no member\.\n\nTry:\n {2}1\. Join: nemo join$/,
    )
  })
})

describe('errors of the command line', () => {
  test.each([
    [new UsageError('Missing name', run('nemo projects create <name>'), 'Or a file'), 2],
    [new LocalError('Missing name', [run('nemo projects create <name>'), 'Or a file']), 1],
  ])('%s has its remedies as data', (error, code) => {
    expect(error.advice).toEqual([
      { text: 'nemo projects create <name>', command: 'nemo projects create <name>' },
      { text: 'Or a file' },
    ])
    expect(report(error)).toBe(
      'Error: Missing name\n\nTry:\n  1. nemo projects create <name>\n  2. Or a file',
    )
    expect(exitCodeOf(error, false)).toBe(code)
  })
})

test('causes are shown without their advice', () => {
  const cause = new NeMoPlatformError('The token has ended', { remedies: ['nemo auth login'] })
  const error = new NeMoPlatformError('It did not work', { cause, remedies: ['Try something else'] })

  expect(report(error)).not.toContain('nemo auth login')
  expect(report(error, { verbose: true })).toMatch(/Because: The token has ended\n/)
})

test('a batch tells what failed, advises what its first failure does, and how to go on', () => {
  const failed = Array.from({ length: 8 }, (_, index) => ({
    item: index,
    error: new NeMoPlatformError(`File ${index} is gone`, { remedies: ['Bring it back'] }),
  }))
  const error = new BatchError('Uploading files', [], failed)

  const resumption = { text: 'Run it with --resume' }
  expect(report(error, { resumption })).toBe(
    [
      'Error: Uploading files: 8 of 8 failed; the first: File 0 is gone',
      ...[1, 2, 3, 4].map((index) => `  File ${index} is gone`),
      '  and 3 more',
      '',
      'Try:',
      '  1. Bring it back',
      '  2. Run it with --resume',
    ].join('\n'),
  )
  expect(report(error)).toMatch(/2\. Fix the cause and repeat the call for what failed/)
})
