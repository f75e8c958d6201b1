/** The quickstart from configuring it to stopping it, with flags alone. */

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { decodeToken } from 'nemo-platform/auth'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { freePort } from '../free-port.ts'
import { emptyHome } from '../run-nemo.ts'

const ADMIN = 'admin@example.com'

/** A home with a configured quickstart on a port of its own. */
async function configured(...flags: string[]) {
  const home = emptyHome()
  const port = await freePort()
  const folder = join(home.folder, '.local/share/nemo-platform/quickstart')
  const args = flags.length > 0 ? flags : ['--admin-email', ADMIN]
  const run = await home.nemo(['quickstart', 'configure', ...args, '--port', `${port}`, '--yes'])
  expect(run.code).toBe(0)
  onTestFinished(async () => void (await home.nemo(['quickstart', 'down'])))
  const config = () => parse(readFileSync(home.configPath, 'utf8'))
  const tokenEmail = () => decodeToken(config().users[0].token)?.claims['email']
  const server = () => JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))
  const status = async () => JSON.parse((await home.nemo(['quickstart', 'status'])).stdout)
  return { ...home, port, folder, configured: run, config, tokenEmail, server, status }
}

describe('configure', () => {
  test('writes the context, current, with the admin’s token of 24 hours', async () => {
    const { config, configPath, port, configured: run } = await configured()
    expect(run.stdout).toContain('Configuration saved successfully!')
    expect(config()).toMatchObject({
      current_context: 'quickstart',
      clusters: [{ name: 'quickstart-cluster', base_url: `http://127.0.0.1:${port}/` }],
      contexts: [{ name: 'quickstart', workspace: 'default' }],
    })
    const claims = decodeToken(config().users[0].token)?.claims
    expect(Number(claims?.['exp']) - Number(claims?.['iat'])).toBe(86_400)
    expect(config().users[0].refresh_token).toBeUndefined()
    expect(readdirSync(join(configPath, '..'))).not.toContain('quickstart.yaml')
  })

  test('without authentication there is no token', async () => {
    const { config } = await configured('--no-auth')
    expect(config().users[0]).toEqual({ type: 'no-auth', name: 'quickstart-user' })
  })

  test.each([
    [['--auth', '--yes'], 'Authentication needs an admin'],
    [['--admin-email', 'nobody', '--yes'], "--admin-email 'nobody' is no e-mail address"],
    [['--no-auth', '--admin-email', ADMIN, '--yes'], 'exclude each other'],
    [['--no-auth', '--port', '70000', '--yes'], '--port must be a whole number from 1 to 65535'],
  ])('%j is refused, and writes nothing', async (flags, words) => {
    const home = emptyHome()
    expect(await home.nemo(['quickstart', 'configure', ...flags])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    })
    expect(existsSync(home.configPath)).toBe(false)
  })

  test('with --yes alone, takes what was chosen before', async () => {
    const { nemo, tokenEmail, status } = await configured()
    expect(await nemo(['quickstart', 'configure', '--yes'])).toMatchObject({ code: 0 })
    expect(tokenEmail()).toBe(ADMIN)
    expect(await status()).toMatchObject({ state: 'stopped', authentication: true, admin_email: ADMIN })
  })
})

describe('up and down', () => {
  test('the platform comes and goes; what it holds stays', async () => {
    const { nemo, folder, status, server } = await configured()
    const up = await nemo(['quickstart', 'up'])
    expect(up).toMatchObject({ code: 0, stderr: 'Starting the platform…\n' })
    expect(await status()).toMatchObject({ state: 'running', engine: 'mock', process: server().pid })
    expect(await nemo(['workspaces', 'create', 'kept'])).toMatchObject({ code: 0 })
    expect(await nemo(['quickstart', 'up'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('runs already'),
    })
    expect(await nemo(['quickstart', 'down'])).toMatchObject({ code: 0 })
    expect(await nemo(['quickstart', 'down'])).toMatchObject({
      code: 0,
      stdout: 'The platform does not run.\n',
    })
    expect(await status()).toMatchObject({ state: 'stopped', process: null })
    await nemo(['quickstart', 'up'])
    expect(await nemo(['workspaces', 'get', 'kept'])).toMatchObject({ code: 0 })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    const log = await nemo(['quickstart', 'logs', '-n', '2'])
    expect(log.stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(log.stdout).toContain('GET /apis/entities/v2/workspaces/kept 200')
    expect((await nemo(['quickstart', 'logs'])).stdout).not.toMatch(/warning|experimental/i)
  })

  test('without authentication, anybody may do anything', async () => {
    const { nemo } = await configured('--no-auth')
    await nemo(['quickstart', 'up'])
    expect(await nemo(['workspaces', 'create', 'free'])).toMatchObject({ code: 0 })
    expect((await nemo(['auth', 'status'])).stdout).toContain('Authentication is disabled on this cluster.')
  })

  test('a taken port names --port, and nothing is changed', async () => {
    const { nemo, port, config } = await configured()
    const other = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void other.close())
    const before = config()
    expect(await nemo(['quickstart', 'up'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`Port ${port} is taken[\\s\\S]*up --port \\d+`)),
    })
    expect(config()).toEqual(before)
    const free = await freePort()
    expect(await nemo(['quickstart', 'up', '--port', `${free}`])).toMatchObject({ code: 0 })
    expect(config().clusters[0].base_url).toBe(`http://127.0.0.1:${free}/`)
    expect(await nemo(['workspaces', 'list'])).toMatchObject({ code: 0 })
    expect(await nemo(['quickstart', 'up', '--port', `${port}`])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`runs already, on port ${free}`),
    })
  })

  test('a process that was killed, or has its id reused, is not taken for the platform', async () => {
    const { nemo, folder, server, status } = await configured()
    await nemo(['quickstart', 'up'])
    const { pid, ...rest } = server()
    process.kill(pid, 'SIGKILL')
    expect(await status()).toMatchObject({ state: 'stopped' })
    // Some other process has the id now: this one.
    writeFileSync(join(folder, 'server.json'), JSON.stringify({ ...rest, pid: process.pid }))
    expect(await nemo(['quickstart', 'down'])).toMatchObject({
      code: 0,
      stdout: 'The platform does not run.\n',
    })
    expect(await nemo(['quickstart', 'up'])).toMatchObject({ code: 0 })
  })

  test('renews the admin’s token, but leaves somebody else logged in, and another context current', async () => {
    const { nemo, config, tokenEmail } = await configured()
    const first = config().users[0].token
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await nemo(['quickstart', 'up'])
    expect(config().users[0].token).not.toBe(first)
    await nemo(['auth', 'login', '--unsigned-token', '--email', 'ana@example.com'])
    await nemo(['config', 'contexts', 'add', 'other', '--base-url', 'https://x.example.com', '--activate'])
    const again = await nemo(['quickstart', 'up'])
    expect(again.code).toBe(0)
    expect(tokenEmail()).toBe('ana@example.com')
    expect(config().current_context).toBe('other')
  })

  test('in the foreground it ends with Ctrl-C, and loses nothing', async () => {
    const { nemo, status } = await configured()
    const running = nemo(['quickstart', 'up', '--foreground'])
    await running.printed(/The platform runs at/)
    await nemo(['workspaces', 'create', 'kept'])
    running.interrupt()
    expect(await running).toMatchObject({ code: 0, stderr: '' })
    expect(await status()).toMatchObject({ state: 'stopped' })
    await nemo(['quickstart', 'up'])
    expect(await nemo(['workspaces', 'get', 'kept'])).toMatchObject({ code: 0 })
  })

  test('a broken config file stops it before it starts', async () => {
    const { nemo, configPath, status } = await configured()
    writeFileSync(configPath, 'contexts: [')
    expect(await nemo(['quickstart', 'up'])).toMatchObject({ code: 1 })
    expect(readFileSync(configPath, 'utf8')).toBe('contexts: [')
    expect(await status()).toMatchObject({ state: 'stopped' })
  })
})

describe('the socket', () => {
  /** The status for a request with such a `Host`, and perhaps an `Origin`. */
  function ask(port: number, host: string, origin?: string): Promise<number | undefined> {
    const headers = { host, ...(origin === undefined ? {} : { origin }) }
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/health/live', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .once('error', reject)
        .end()
    })
  }

  test('answers to this machine’s own names only', async () => {
    const { nemo, port } = await configured()
    await nemo(['quickstart', 'up'])
    expect(await ask(port, `127.0.0.1:${port}`)).toBe(200)
    expect(await ask(port, `localhost:${port}`)).toBe(200)
    for (const host of [
      'evil.example.com',
      `evil.example.com:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.com:${port}`,
    ]) {
      expect(await ask(port, host)).toBe(403)
    }
  })

  test('answers to no page of the internet', async () => {
    const { nemo, port } = await configured('--no-auth')
    await nemo(['quickstart', 'up'])
    for (const origin of ['http://localhost:3000', `http://127.0.0.1:${port}`])
      expect(await ask(port, `localhost:${port}`, origin)).toBe(200)
    for (const origin of ['https://evil.example.com', 'null', 'http://localhost.evil.com'])
      expect(await ask(port, `localhost:${port}`, origin)).toBe(403)
  })

  test('is on 127.0.0.1 alone', async () => {
    const { nemo, port } = await configured()
    await nemo(['quickstart', 'up'])
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal)
    for (const address of others) {
      const reached = fetch(`http://${address?.address}:${port}/health/live`)
      await expect(reached).rejects.toThrow()
    }
  })
})

test('logs go on as they come', async () => {
  const { nemo } = await configured()
  expect(await nemo(['quickstart', 'logs'])).toMatchObject({ code: 1 })
  await nemo(['quickstart', 'up'])
  const following = nemo(['quickstart', 'logs', '--follow', '-n', '0'])
  await new Promise((resolve) => setTimeout(resolve, 400))
  await nemo(['workspaces', 'get', 'default'])
  await following.printed(/GET \/apis\/entities\/v2\/workspaces\/default 200/)
  following.interrupt()
  expect((await following).stderr).toBe('')
})

test('the real platform has to be installed', async () => {
  const { nemo } = await configured()
  const run = await nemo(['quickstart', 'up', '--engine', 'platform', '--foreground'], { PATH: '/nowhere' })
  expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('pip install') })
})
