import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type OutputChunk, rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Errors from '../../src/errors/index.ts'

const ERRORS = fileURLToPath(new URL('../../src/errors/index.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'copies-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Bundles a program that imports the errors from `errors`. */
async function bundled(program: string, file?: string): Promise<OutputChunk> {
  const bundle = await rolldown({
    input: 'program',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? id : id === 'errors' ? ERRORS : undefined),
        load: (id) => (id === 'program' ? program : undefined),
      },
    ],
  })
  const options = { format: 'esm', minify: true } as const
  const { output } =
    file === undefined ? await bundle.generate(options) : await bundle.write({ ...options, file })
  return output[0]
}

describe('two copies of the package', () => {
  let one: typeof Errors
  let other: typeof Errors

  beforeAll(async () => {
    const files = [join(folder, 'one.mjs'), join(folder, 'other.mjs')]
    for (const file of files) await bundled("export * from 'errors'", file)
    ;[one, other] = (await Promise.all(files.map((file) => import(pathToFileURL(file).href)))) as [
      typeof Errors,
      typeof Errors,
    ]
  })

  test('do not share their classes', () => {
    expect(new one.ConfigError('no')).not.toBeInstanceOf(other.NeMoPlatformError)
  })

  test('know the errors of each other', () => {
    expect(other.isNeMoPlatformError(new one.ConfigError('no'))).toBe(true)
    expect(one.isNeMoPlatformError(new other.AuthError('storage', 'no'))).toBe(true)
  })

  test.each([
    ['a foreign error', new Error('no')],
    ['something that looks like one of ours', { name: 'ConfigError', code: 'config/invalid', problem: 'no' }],
    ['nothing', undefined],
    ['null', null],
  ])('take %s for none of theirs', (_what, value) => {
    expect([one, other].map(({ isNeMoPlatformError }) => isNeMoPlatformError(value))).toEqual([false, false])
  })
})

describe('in a bundle', () => {
  test('errors that nobody uses leave nothing', async () => {
    expect((await bundled("import 'errors'")).code.trim()).toBe('')
  })

  test('one class brings what it is made of, and no other', async () => {
    const { code } = await bundled(
      "import { PermissionDeniedError } from 'errors'; export const is = (e) => e instanceof PermissionDeniedError",
    )

    expect(code).toContain('PermissionDeniedError')
    expect(code).not.toMatch(/ConfigError|BatchError|StreamError|RateLimitError|nemo auth login/)
    expect(Buffer.byteLength(code)).toBeLessThan(3_000)
  })
})
