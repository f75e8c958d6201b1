/** `nemo customization`: what is on this machine is uploaded on the way to a job. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scene } from './scene.ts'

/** A home with data, weights and a spec that names neither. */
async function workplace() {
  const { home, nemo, platform } = await scene({ profile: '0.8' })
  const at = (path: string) => join(home.folder, path)
  mkdirSync(at('weights/deep'), { recursive: true })
  writeFileSync(at('weights/config.json'), '{}')
  writeFileSync(at('weights/deep/part.bin'), 'weights')
  writeFileSync(at('2024 data.jsonl'), '{"text": "one"}\n')
  writeFileSync(at('job.json'), JSON.stringify({ training: { type: 'sft' } }))
  const requests = () =>
    platform.requests
      .filter(({ method }) => method === 'POST' || method === 'PUT')
      .map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/^.*\/workspaces\/default/, '')}`)
  return { nemo, platform, at, requests }
}

test('data and weights are there before the job, which refers to them', async () => {
  const { nemo, platform, at, requests } = await workplace()
  const uploads = ['--upload-model', at('weights'), '--upload-dataset', at('2024 data.jsonl')]
  const { code, stderr } = await nemo([
    'customization',
    'automodel',
    '--job-json',
    at('job.json'),
    ...uploads,
  ])

  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(requests().sort()).toEqual([
    'POST /automodel/jobs',
    'POST /filesets',
    'POST /filesets',
    'POST /models',
    'PUT /filesets/dataset-2024-data/-/2024%20data.jsonl',
    'PUT /filesets/weights/-/config.json',
    'PUT /filesets/weights/-/deep%2Fpart.bin',
  ])
  const job = platform.requests.findLast(({ method }) => method === 'POST')
  expect(await job?.json()).toEqual({
    spec: {
      model: 'default/weights',
      dataset: { training: 'default/dataset-2024-data', validation: 'default/dataset-2024-data' },
      training: { type: 'sft' },
    },
  })
})

test('alone, it uploads and prints how jobs refer to that; what is there stays as it is', async () => {
  const { nemo, at, requests } = await workplace()
  const upload = ['customization', '--upload-model', 'owner/Model-1.5B', '--hf-token-secret', 'token']
  await nemo(['secrets', 'create', 'token', '--value', 'v'])
  const first = await nemo(upload)
  expect(first, first.stderr).toMatchObject({ code: 0 })
  expect(JSON.parse(first.stdout)).toEqual({ model: 'default/model-1-5b' })
  expect(await nemo(upload)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is a fileset default/model-1-5b already'),
  })
  const sent = requests().length
  expect(await nemo([...upload, '--exist-ok'])).toMatchObject({ code: 0, stdout: first.stdout })
  expect(requests().length - sent).toBe(1)
  expect(await nemo(['customization', '--upload-dataset', at('nothing')])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--upload-dataset: there is no '),
  })
  expect((await nemo(['customization'])).stdout).toContain('Usage: nemo customization')
})

test('nothing is uploaded for a job that cannot be sent', async () => {
  const { nemo, at, requests } = await workplace()
  const upload = ['--upload-dataset', at('2024 data.jsonl')]
  const command = ['customization', 'automodel', '--job-json', at('job.json')]
  const given = ['--spec', '{"model": "m", "dataset": {"training": "default/other"}}']
  expect(await nemo([...command, ...upload])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Missing --model'),
  })
  expect(await nemo([...command, ...given, ...upload])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('The spec names dataset.training already: default/other'),
  })
  expect(await nemo([...command, '--upload-environment', at('weights')])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Such jobs have no environment'),
  })
  expect(await nemo([...command, ...upload, '-f', 'code'])).toMatchObject({ code: 2, stdout: '' })
  expect(requests()).toEqual([])
})
