/** Config and quickstart on a disk that nobody can write to, as a container's often is. */

import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canMount, runNode, startNode } from '../helpers/child-node.ts'
import { temporaryFolder } from '../helpers/config-files.ts'

const readOnlyFolder = () => mkdtempSync(join(temporaryFolder(), 'read-only-'))

test.skipIf(!canMount).each(['new/folder/config.yaml', 'config.yaml'])(
  'a config that is to be %s there: the error says EROFS',
  async (name) => {
    const folder = readOnlyFolder()

    const { output } = await runNode(
      `const { login } = await import(dist + 'auth/index.js')
      const options = { baseURL: 'http://nemo.test', method: 'unsigned', email: 'ana@example.com', configPath: args[0] }
      const fetch = async () => Response.json({ auth_enabled: true, oidc: null })
      const error = await login({ ...options, fetch }).catch((error) => error)
      print(error.code + ' ' + error.problem)`,
      { args: [join(folder, name)], readOnlyFolder: folder },
    )

    expect(output).toMatch(/^config\/not-writable .*cannot be written \(EROFS\)/)
  },
)

test.skipIf(!canMount)('a quickstart that is to be there says EROFS', async () => {
  const folder = readOnlyFolder()

  const { code, errors } = await startNode(
    `process.argv.splice(1, Infinity, 'nemo', 'quickstart', 'configure', '--no-auth')
    await import(dist + 'cli/bin.js')`,
    { environment: { XDG_DATA_HOME: join(folder, 'new/data') }, readOnlyFolder: folder },
  ).exited

  expect([code, errors]).toEqual([1, expect.stringMatching(/^Error: \S+quickstart cannot be made \(EROFS/)])
})
