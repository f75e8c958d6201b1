/** What the platform's documentation tells its readers to type works on the real platform. */

import { expect, inject, test } from 'vitest'
import { emptyHome } from '../cli/run-nemo.ts'
import { filledIn, linesFor } from '../cli/seed/lines.ts'
import { openShell } from '../cli/seed/shell.ts'
import { connectOIDCProvider } from '../helpers/remote-oidc-provider.ts'

test('on a platform that takes unsigned tokens', async () => {
  const url = inject('platformURL')
  const shell = openShell(emptyHome(), { BASE_URL: url })
  expect(await shell.run(`nemo config set --base-url ${url}`)).toMatchObject({ code: 0 })
  const login = 'nemo auth login --unsigned-token --email admin@example.com'
  expect(await shell.run(login)).toMatchObject({ code: 0 })
  expect(await shell.run('nemo workspaces create ml-team --exist-ok')).toMatchObject({ code: 0 })

  for (const { line, prints } of linesFor('unsigned')) {
    const run = await shell.run(filledIn(line))
    expect({ line, ...run }).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
})

test('on a platform with an identity provider', async () => {
  const provider = connectOIDCProvider(inject('oidcProvider'))
  const shell = openShell(emptyHome())
  expect(await shell.run(`nemo config set --base-url ${inject('oidcPlatformURL')}`)).toMatchObject({
    code: 0,
  })

  for (const { line, prints } of linesFor('provider')) {
    let approval: Promise<void> | undefined
    const run = await shell.run(line, (printed) => {
      const code = /Enter code: (\S+)/.exec(printed)?.[1]
      if (code !== undefined) approval ??= provider.approveDevice(code, 'admin@example.com')
    })
    await approval
    expect({ line, ...run }).toMatchObject({ code: 0, stdout: expect.stringMatching(prints) })
  }
  expect(await shell.run('nemo workspaces list')).toMatchObject({ code: 0 })
  expect(await shell.run('nemo auth refresh')).toMatchObject({ code: 0 })
})
