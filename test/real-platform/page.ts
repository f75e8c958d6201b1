/** A page of another origin than the platform's: it signs in there by redirect, and uses the client. */

import { isNeMoPlatformError, NeMoPlatform } from 'nemo-platform'
import { beginSignIn, finishSignIn } from 'nemo-platform/browser-login'

/** Put in by whoever bundles this. */
declare const PLATFORM: string
declare const WORKSPACE: string

async function run(): Promise<unknown> {
  const baseURL = PLATFORM
  const session = await finishSignIn({ baseURL })
  if (session === undefined) {
    await beginSignIn({ baseURL })
    // The page is left here.
    return await new Promise(() => {})
  }
  const client = new NeMoPlatform({ baseURL, accessToken: session.token, workspace: WORKSPACE })
  await client.workspaces.create({ name: WORKSPACE })
  await client.projects.create({ name: 'summaries' })
  const missing: unknown = await client.projects.retrieve('none').catch((error: unknown) => error)
  const file = new File(['one\n', 'two\n'], 'corpus.jsonl')
  let bytesDone = 0
  await client.files.upload({
    local_path: file,
    remote_path: 'uploads#',
    fileset_auto_create: true,
    onProgress: (progress) => {
      bytesDone = progress.bytesDone
    },
  })
  const content = await client.files.downloadContent({ remote_path: 'uploads#corpus.jsonl' })
  const { response } = await client.workspaces.retrieve(WORKSPACE).withResponse()
  const first = await session.token()
  // An hour later it has ended.
  const now = Date.now
  Date.now = () => now() + 3_600_000
  const { data } = await client.projects.list()
  return {
    principal: session.principal,
    projects: data.map(({ name }) => name),
    missing: isNeMoPlatformError(missing) ? missing.code : String(missing),
    bytesDone,
    content: new TextDecoder().decode(content),
    header: response.headers.get('server'),
    isRefreshed: (await session.token()) !== first,
    stored: sessionStorage.length + localStorage.length,
  }
}

const page = globalThis as { outcome?: unknown }
page.outcome = await run().catch((error: unknown) => ({ failed: String(error) }))
