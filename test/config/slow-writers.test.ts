/** A writer that empties the file first, and is held up by its disk before the text arrives. */

import { readFileSync, truncateSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginConfig } from '../helpers/login-config.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Longer than a file is read again of which nothing is known. */
const HELD_UP = 4_000

const WRITER = `
  const { readFileSync, truncateSync, writeFileSync } = await import('node:fs')
  const [path, heldUp] = args
  const text = readFileSync(path)
  truncateSync(path)
  print('emptied')
  await new Promise((resolve) => setTimeout(resolve, Number(heldUp)))
  writeFileSync(path, text)`

test('is waited for where a config stood before', { timeout: 30_000 }, async () => {
  const configPath = loginConfig({ url: 'https://nmp.example.com', accessToken: 'a' })
  expect(new NeMoPlatform({ configPath }).baseURL).toBe('https://nmp.example.com/')

  const writer = startNode(WRITER, { args: [configPath, String(HELD_UP)] })
  await writer.printed('emptied')

  expect(readFileSync(configPath, 'utf8')).toBe('')
  expect(new NeMoPlatform({ configPath }).baseURL).toBe('https://nmp.example.com/')
})

test('is given up in the end', { timeout: 30_000 }, () => {
  const configPath = loginConfig({ url: 'https://nmp.example.com', accessToken: 'a' })
  truncateSync(configPath)

  expect(() => new NeMoPlatform({ configPath })).toThrow(
    expect.objectContaining({ name: 'ConfigError', code: 'config/empty' }),
  )
})
