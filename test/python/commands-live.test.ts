/** Thirty telling command lines through Python's command line and this one, on a real platform; all of them play on demand. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { generationOf, installPlatform, startPlatform, versionIn } from '../../scripts/platform.ts'
import { linesIn, linesOf, SUBJECTS } from '../cli-differential/lines.ts'
import { play, type Theatre } from '../cli-differential/playing.ts'

/** A story through several groups, of lines that stand among all, too. */
const LINES = `
json workspaces get WS
json workspaces list --filter 'name:"WS"'
csv workspaces list --filter 'name:"WS"' -f csv -c name,description
json workspaces members create --workspace WS --principal ana@example.com --roles Viewer
json workspaces members update ana@example.com --workspace WS --roles Editor
json workspaces members list --workspace WS
- workspaces get
- workspaces get nobody
- workspaces create 'Bad Name'
json projects create one --description 'first'
json projects create --input-data '{"name": "two"}'
json projects create one --exist-ok
yaml projects get one -f yaml
json projects update one --description second
csv projects list -f csv -c all
json projects list --sort -name --page-size 1
text projects delete two
- projects delete two
json secrets create key --value v --description d
refused secrets access key
csv secrets list -f csv
json files filesets create data --description 'first' --purpose dataset
text files upload FILES/a.txt data
json files list data
text files download data --remote-path a.txt -o FILES/down.txt
- files list nobody
json models create base --description 'first'
json models list --stream --filter.name base
- models create x --finetuning-type nothing
- jobs get nobody`

const running = new AsyncDisposableStack()
let theatre: Theatre

beforeAll(async () => {
  const venv = await installPlatform(console.log)
  const { url } = running.use(await startPlatform({ venv }))
  theatre = { venv, url, generation: generationOf(await versionIn(venv)) }
})

afterAll(() => running.disposeAsync())

test('both do the same', async () => {
  const lines = linesIn(LINES)
  const all = new Set(
    Object.keys(SUBJECTS)
      .flatMap((subject) => linesOf(subject))
      .map(({ text }) => text),
  )
  expect(lines).toHaveLength(30)
  expect(lines.filter(({ text }) => !all.has(text))).toEqual([])

  const { differences } = await play(theatre, 'live', lines)

  expect(differences).toEqual([])
}, 900_000)
