/** A fileset on a mock platform, and a folder on the disk. */

import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ClientOptions, NeMoPlatform } from 'nemo-platform'
import type { MockPlatform } from 'nemo-platform/testing'
import { mockClients } from '../mock-client.ts'

/** What a test of transfers works with. */
export interface FilesScene {
  readonly platform: MockPlatform
  readonly client: NeMoPlatform
  /** An empty folder. */
  readonly folder: string
  /** Path in the folder. */
  at(...names: string[]): string
  /** Puts files into the folder, by path. */
  writeFiles(files: Readonly<Record<string, string>>): Promise<void>
  /** Puts files into the fileset, by path. */
  upload(files: Readonly<Record<string, string>>): Promise<void>
  /** Files of the fileset by path. */
  remoteFiles(): Promise<Record<string, string>>
  /** Requests for the contents of files: method and path in the fileset. */
  transfers(): string[]
}

/** Makes a platform with an empty fileset `fs` in the workspace `default`. */
export async function filesScene(options: ClientOptions = {}): Promise<FilesScene> {
  const { platform, clientOf } = mockClients()
  const client = clientOf('admin@example.com', { workspace: 'default', ...options })
  await client.files.filesets.create({ name: 'fs' })
  const folder = await mkdtemp(join(tmpdir(), 'files-'))
  return {
    platform,
    client,
    folder,
    at: (...names) => join(folder, ...names),
    writeFiles: (files) => writeFiles(folder, files),
    upload: async (files) => {
      for (const [path, content] of Object.entries(files))
        await client.files.uploadContent({ content, remote_path: `fs#${path}` })
    },
    remoteFiles: async () => {
      const { data } = await client.files.list({ fileset: 'fs' })
      const entries = data.map(async ({ path }): Promise<[string, string]> => {
        const bytes = await client.files.downloadContent({ fileset: 'fs', remote_path: path })
        return [path, new TextDecoder().decode(bytes)]
      })
      return Object.fromEntries(await Promise.all(entries))
    },
    transfers: () =>
      platform.requests
        .filter(({ path }) => path.includes('/-/'))
        .map(({ method, path }) => `${method} ${decodeURIComponent(path.split('/-/')[1] ?? '')}`),
  }
}

/** Puts files into a folder, by path. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

/** All files below a folder, by path: hidden ones too. */
export async function filesBelow(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    if ((await stat(join(folder, path))).isFile()) files[path] = await readFile(join(folder, path), 'utf8')
  }
  return files
}
