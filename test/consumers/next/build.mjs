// Builds, starts the server, and asks its page and its route, which log in with a config file whose token is over.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MockPlatform } from 'nemo-platform/testing'

const next = ['node_modules/next/dist/bin/next']
const home = mkdtempSync(join(tmpdir(), 'nemo-home-'))
const configPath = join(home, 'config.yaml')
const env = { PATH: process.env.PATH, HOME: home, NMP_CONFIG_FILE: configPath, NEXT_TELEMETRY_DISABLED: '1' }

const { stdout, stderr, status } = spawnSync(process.execPath, [...next, 'build'], { encoding: 'utf8', env })
if (status !== 0 || /warn/i.test(stdout + stderr)) throw new Error(`next build said: ${stdout}${stderr}`)
console.log('ok: Next.js builds')

const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
await using _server = await platform.listen()
await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })

const port = await freePort()
const child = spawn(process.execPath, [...next, 'start', '--port', String(port)], { env, stdio: 'pipe' })
try {
  let printed = ''
  child.stderr.on('data', (text) => {
    printed += text
  })
  for await (const text of child.stdout) {
    printed += text
    if (printed.includes('Ready')) break
  }
  for (const path of ['/api/workspaces', '/']) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    const text = await response.text()
    if (!/system.*default/s.test(text))
      throw new Error(`${path} answered ${response.status}: ${text} ${printed}`)
    console.log(`ok: Next.js, ${path}`)
  }
  if (printed.includes('flock(2) is not')) throw new Error(printed)
} finally {
  child.kill('SIGKILL')
  await once(child, 'exit')
  rmSync(home, { recursive: true })
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
