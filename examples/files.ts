/** Files: a folder goes up to a fileset and comes down again. */

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'

const client = new NeMoPlatform({ workspace: 'default' })
const folder = await mkdtemp(join(tmpdir(), 'corpus-'))
for (const name of ['one.jsonl', 'two.jsonl']) await writeFile(join(folder, name), `{"from":"${name}"}\n`)

await client.files.upload({
  local_path: `${folder}/`,
  remote_path: 'corpus#raw/',
  fileset_auto_create: true,
  onProgress: ({ filesDone, filesTotal, bytesDone }) => {
    console.log(`${filesDone}/${filesTotal} files, ${bytesDone} bytes`)
  },
})

const { data } = await client.files.list({ remote_path: 'corpus#raw/' })
for (const { path, size } of data) console.log(path, size)

// Lands under its name only when it is whole; what is there already is not fetched again.
const copy = join(folder, 'copy')
await client.files.download({ remote_path: 'corpus#raw/', local_path: copy, resume: true })
console.log(await readdir(copy, { recursive: true }))

// Without the disk.
await client.files.uploadContent({ content: 'hello', remote_path: 'corpus#notes/hello.txt' })
const bytes = await client.files.downloadContent({ remote_path: 'corpus#notes/hello.txt' })
console.log(new TextDecoder().decode(bytes))

await rm(folder, { recursive: true })
