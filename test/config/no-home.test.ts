/** A user without a home folder, as containers have them, can name platform and token, or the file. */

import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startCommand } from '../helpers/child-node.ts'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'

/** A user who is in no list of users; reading everything, for a checkout may be in root's home. */
const NOBODY = [
  'setpriv',
  '--reuid=54321',
  '--regid=54321',
  '--clear-groups',
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
]

/** Without HOME; with this script. */
function asNobody(source: string, ...args: string[]) {
  const script = `const src = ${JSON.stringify(new URL('../../src/', import.meta.url).href)}\nconst args = process.argv.slice(1)\n${source}`
  return startCommand([
    ...NOBODY,
    'env',
    '-u',
    'HOME',
    process.execPath,
    '--input-type=module',
    '-e',
    script,
    ...args,
  ]).exited
}

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'without HOME and an entry of the user',
  () => {
    test('the place of the config is a ConfigError that says what to name', async () => {
      const { output, errors } = await asNobody(`
      const { resolveConfig } = await import(src + 'config/index.ts')
      try { resolveConfig({ environment: process.env }) } catch (error) { console.log(error.name, error.code, error.remedies.join()) }`)

      expect(output, errors).toMatch(/^ConfigError config\/no-home .*configPath.*baseURL/)
    })

    test('a client with URL and token needs no home', async () => {
      const { output, errors } = await asNobody(`
      const { openConnection } = await import(src + 'runtime/node/connection.ts')
      const log = { warnOnce() {} }
      console.log(openConnection({ baseURL: 'https://a.example.com', accessToken: 't' }, log).baseURL)`)

      expect(output, errors).toBe('https://a.example.com/\n')
    })

    test('a file that was named can be read and written', async () => {
      const folder = join(temporaryFolder(), 'open')
      mkdirSync(folder)
      const path = configFile(oneContext(), folder)
      chmodSync(folder, 0o777)
      chmodSync(path, 0o666)

      const { output, errors } = await asNobody(
        `
      const { resolveConfig, updateConfig } = await import(src + 'config/index.ts')
      await updateConfig({ workspace: 'w2' }, { configPath: args[0] })
      console.log(resolveConfig({ configPath: args[0] }).workspace)`,
        path,
      )

      expect(output, errors).toBe('w2\n')
    })
  },
)

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('after one call as root', () => {
  const WRITE = `
    const { updateConfig } = await import(src + 'config/index.ts')
    const changes = { base_url: 'https://a.example.com', access_token: 't', workspace: args[1] }
    const error = await updateConfig(changes, { configPath: args[0], contextName: 'main', lockTimeout: 2000 }).then(() => undefined, (thrown) => thrown)
    console.log(error === undefined ? 'written' : error.code + ' ' + error.problem + ' ' + error.remedies)`

  /** A folder of that user. */
  async function folderOfNobody() {
    const { chownSync } = await import('node:fs')
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    chownSync(folder, 54321, 54321)
    return folder
  }

  test('all that root made belongs to the owner of the folder, who can go on', async () => {
    const { readdirSync, statSync } = await import('node:fs')
    const { updateConfig } = await import('nemo-platform/config')
    const folder = await folderOfNobody()
    const path = join(folder, 'new', 'config.yaml')

    await updateConfig(
      { base_url: 'https://a.example.com' },
      { configPath: path, contextName: 'main', environment: {} },
    )

    const made = ['new', ...readdirSync(join(folder, 'new')).map((name) => join('new', name))]
    expect(made.length).toBeGreaterThan(3)
    expect(made.map((name) => statSync(join(folder, name)).uid)).toEqual(made.map(() => 54321))
    expect((await asNobody(WRITE, path, 'w2')).output).toBe('written\n')
  })

  test('lock files of root that can be read are locks all the same', async () => {
    const { writeFileSync, chownSync } = await import('node:fs')
    const folder = await folderOfNobody()
    const path = configFile(oneContext(), folder)
    chownSync(path, 54321, 54321)
    const locks = [`${path}.main.oauth-refresh.lock`, `${path}.write.lock`]
    for (const name of locks) writeFileSync(name, '', { mode: 0o644 })
    const holder = startCommand(['flock', locks[0] as string, 'sh', '-c', 'echo held; read line'])
    await holder.printed('held')

    expect((await asNobody(WRITE, path, 'w2')).output).toContain('config/locked')

    holder.tell('')
    await holder.exited
    expect((await asNobody(WRITE, path, 'w2')).output).toBe('written\n')
  })
})
