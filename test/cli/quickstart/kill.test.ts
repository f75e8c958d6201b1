/** `kill -9` of the quickstart while many write: what was acknowledged is there. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { NeMoPlatform } from 'nemo-platform'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../free-port.ts'
import { emptyHome } from '../run-nemo.ts'

/** `KILLS=20` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 4)
const WRITERS = 6
const WORKSPACE = 'load'
/** Latest moment of the kill after a round's first file, in ms. */
const LATEST = 300

/** What was acknowledged. */
interface Acknowledged {
  readonly projects: Set<string>
  readonly secrets: Map<string, string>
  readonly files: Map<string, string>
  readonly deleted: Set<string>
}

test(`killed ${KILLS} times, it has lost nothing that it acknowledged`, { timeout: 240_000 }, async () => {
  const home = emptyHome()
  const folder = join(home.folder, '.local/share/nemo-platform/quickstart')
  const port = await freePort()
  await home.nemo(['quickstart', 'configure', '--admin-email', 'admin@example.com', '--port', `${port}`])
  onTestFinished(async () => void (await home.nemo(['quickstart', 'down'])))
  const start = async () => {
    expect(await home.nemo(['quickstart', 'up'])).toMatchObject({ code: 0 })
    return JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid as number
  }
  const client = new NeMoPlatform({
    configPath: home.configPath,
    workspace: WORKSPACE,
    maxRetries: 0,
    timeout: 20_000,
  })
  const acknowledged: Acknowledged = {
    projects: new Set(),
    secrets: new Map(),
    files: new Map(),
    deleted: new Set(),
  }
  let pid = await start()
  await client.workspaces.create({ name: WORKSPACE })
  await client.files.filesets.create({ name: 'data' })

  for (let round = 0; round < KILLS; round += 1) {
    const before = acknowledged.files.size
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      writeUntilKilled(client, `${round}-${writer}`, acknowledged),
    )
    await vi.waitUntil(() => acknowledged.files.size > before, { timeout: 60_000, interval: 5 })
    await sleep(Math.random() * LATEST)
    process.kill(pid, 'SIGKILL')
    await Promise.all(writers)
    pid = await start()
    await expectAll(client, acknowledged)
  }

  await home.nemo(['quickstart', 'down'])
  const database = new DatabaseSync(join(folder, 'platform.sqlite'))
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  database.close()
})

/** Creates, changes, uploads and deletes until the platform is gone. */
async function writeUntilKilled(client: NeMoPlatform, prefix: string, noted: Acknowledged): Promise<void> {
  for (let number = 0; ; number += 1) {
    const name = `p${prefix}-${number}`
    const content = `${name} `.repeat(1 + ((number * 7919) % 20_000))
    try {
      await client.projects.create({ name })
      noted.projects.add(name)
      await client.secrets.create({ name, value: 'hidden', description: 'first' })
      noted.secrets.set(name, 'first')
      // An update that is under way when the process is killed may be there or not.
      noted.secrets.delete(name)
      await client.secrets.update(name, { description: 'second' })
      noted.secrets.set(name, 'second')
      await client.files.uploadContent({ content, fileset: 'data', remote_path: `${name}.txt` })
      noted.files.set(`${name}.txt`, content)
      if (number % 3 !== 2) continue
      noted.projects.delete(name)
      await client.projects.delete(name)
      noted.deleted.add(name)
    } catch {
      return
    }
  }
}

async function expectAll(client: NeMoPlatform, noted: Acknowledged): Promise<void> {
  const projects = new Set<string>()
  for await (const { name } of client.projects.list({ page_size: 1000 })) projects.add(name)
  expect([...noted.projects].filter((name) => !projects.has(name))).toEqual([])
  expect([...noted.deleted].filter((name) => projects.has(name))).toEqual([])
  const secrets = new Map<string, string | null | undefined>()
  for await (const { name, description } of client.secrets.list({ page_size: 1000 }))
    secrets.set(name, description)
  expect([...noted.secrets].filter(([name, description]) => secrets.get(name) !== description)).toEqual([])
  // What is old was looked at before.
  for (const [name, content] of [...noted.files].slice(-WRITERS * 2)) {
    const bytes = await client.files.downloadContent({ fileset: 'data', remote_path: name })
    expect(new TextDecoder().decode(bytes) === content).toBe(true)
  }
}
