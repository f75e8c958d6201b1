const { NeMoPlatform, NotFoundError } = require('nemo-platform')
const { createUnsignedToken } = require('nemo-platform/auth')
const { loadConfig } = require('nemo-platform/config')
const { beginSignIn } = require('nemo-platform/browser-login')
const { withProgress } = require('nemo-platform/notebook')
const { Evals } = require('nemo-platform/plugins/evals')
const { MockPlatform } = require('nemo-platform/testing')
const { version } = require('nemo-platform/package.json')

process.on('warning', (warning) => {
  throw warning
})

async function main() {
  const platform = new MockPlatform()
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    accessToken: createUnsignedToken({ email: 'admin@example.com' }),
    fetch: platform.fetch,
  })
  const error = await client.workspaces.retrieve('gone').catch((error) => error)
  if (!(error instanceof NotFoundError)) throw error
  const all = [loadConfig, beginSignIn, withProgress, Evals]
  if (all.some((value) => typeof value !== 'function') || typeof version !== 'string')
    throw new Error('Something is not there')
  const imported = await import('nemo-platform')
  if (imported.NotFoundError !== NotFoundError) throw new Error('There are two copies')
  console.log('ok: require()')
}

void main()
