const { NeMoPlatform, NotFoundError } = require('nemo-platform')
const { createUnsignedToken } = require('nemo-platform/auth')
const { loadConfig } = require('nemo-platform/config')
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
  if (typeof loadConfig !== 'function' || typeof version !== 'string')
    throw new Error('Something is not there')
  console.log('ok: require()')
}

void main()
