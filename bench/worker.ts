/** A process with one contestant in it, which does what it is told on standard input and answers with what it measured. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { PerformanceObserver } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { runAtExpiry } from './contestants/at-expiry.ts'
import type { Contestant } from './contestants/contestant.ts'
import { loaders } from './contestants/index.ts'
import type { Command, Sample, Setup } from './support/commands.ts'
import { measureGrowth } from './support/memory.ts'
import { median } from './support/statistics.ts'

/** Calls before the first measurement, so that code is compiled. */
const WARM_UP_CALLS = 1_500
/** Times that an answer is read. */
const REPETITIONS = 5
/** Calls before every measurement, so that connections are open. */
const OPENING_CALLS = 10

const [, , name = '', setup = '{}'] = process.argv
const target = JSON.parse(setup) as Setup
const contestant = (await loaders[name]?.())?.(target)
if (contestant === undefined) throw new Error(`There is no contestant '${name}'`)
let isWarm = false
say({ ready: 1 })
for await (const line of createInterface(process.stdin))
  say(await obey(JSON.parse(line) as Command, contestant))

async function obey(command: Command, client: Contestant): Promise<Sample> {
  switch (command.command) {
    case 'sequential':
      return sequential(client, command.calls)
    case 'concurrent':
      return concurrent(client, command.calls, command.width)
    case 'pages':
      return pages(client, command.items)
    case 'garbage':
      return garbage(client, command.calls)
    case 'events':
      return events(client, command)
    case 'answers':
      return answers(client, command)
    case 'upload':
      return upload(client, command.file)
    case 'upload-file':
      return uploadFile(client, command.file)
    case 'download-file':
      return downloadFile(client, command.file)
    case 'download':
      return download(client, command.bytes)
    case 'expiry':
      return runAtExpiry(name, target, command)
  }
}

async function sequential(client: Contestant, calls: number): Promise<Sample> {
  await warmUp(client)
  const times: number[] = []
  const cpuBefore = process.cpuUsage()
  for (let call = 0; call < calls; call += 1) {
    const startedAt = performance.now()
    await client.list()
    times.push(performance.now() - startedAt)
  }
  return { time: median(times), cpu: cpuSince(cpuBefore) / calls }
}

async function concurrent(client: Contestant, calls: number, width: number): Promise<Sample> {
  await warmUp(client)
  await Promise.all(Array.from({ length: width }, () => client.list()))
  let left = calls
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const lane = async () => {
    while (left > 0) {
      left -= 1
      await client.list()
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  const seconds = (performance.now() - startedAt) / 1000
  return { throughput: calls / seconds, cpu: cpuSince(cpuBefore) / calls }
}

async function warmUp(client: Contestant): Promise<void> {
  const calls = isWarm ? OPENING_CALLS : WARM_UP_CALLS
  isWarm = true
  for (let call = 0; call < calls; call += 1) await client.list()
}

async function pages(client: Contestant, expected: number): Promise<Sample> {
  const walk = client.items
  if (walk === undefined) throw new Error(`${name} cannot walk through pages`)
  await warmUp(client)
  await walk()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const growth = await measureGrowth(async () => {
    const items = await walk()
    if (items !== expected) throw new Error(`${items} items came, not ${expected}`)
  })
  const seconds = (performance.now() - startedAt) / 1000
  return { throughput: expected / seconds, cpu: cpuSince(cpuBefore), growth }
}

async function garbage(client: Contestant, calls: number): Promise<Sample> {
  await warmUp(client)
  let pauses = 0
  const count = (entries: readonly { readonly duration: number }[]) => {
    for (const { duration } of entries) pauses += duration
  }
  const observer = new PerformanceObserver((list) => count(list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  for (let call = 0; call < calls; call += 1) await client.list()
  // What was collected in this turn is told in the next.
  await setImmediate()
  count(observer.takeRecords())
  observer.disconnect()
  return { pauses }
}

async function events(client: Contestant, command: Command & { command: 'events' }): Promise<Sample> {
  const { format, events: expected, perWrite } = command
  const read = client.events
  if (read === undefined) throw new Error(`${name} cannot read event streams`)
  const path = `/events?format=${format}&per_write=${perWrite}&events=`
  await read(`${path}${Math.ceil(expected / 10)}`)
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const count = await read(`${path}${expected}`)
  const seconds = (performance.now() - startedAt) / 1000
  if (count !== expected) throw new Error(`${count} events came, not ${expected}`)
  return { throughput: expected / seconds, cpu: cpuSince(cpuBefore) }
}

/** CPU time of an answer, and of one twice as long: the least of several, since what else goes on only ever adds to it. */
async function answers(client: Contestant, command: Command & { command: 'answers' }): Promise<Sample> {
  const { shape, bytes } = command
  const read = client.answer
  if (read === undefined) throw new Error(`${name} cannot read answers of shapes`)
  await warmUp(client)
  const least = { once: Number.POSITIVE_INFINITY, twice: Number.POSITIVE_INFINITY }
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    for (const [metric, length] of [
      ['once', bytes],
      ['twice', 2 * bytes],
    ] as const) {
      const cpuBefore = process.cpuUsage()
      await read(shape, length)
      least[metric] = Math.min(least[metric], cpuSince(cpuBefore))
    }
  }
  return { ...least, growth: least.twice / least.once }
}

async function upload(client: Contestant, path: string): Promise<Sample> {
  const send = client.upload
  if (send === undefined) throw new Error(`${name} cannot upload streams`)
  await using file = await open(path)
  return await transfer(client, async () => {
    await send(file.readableWebStream() as ReadableStream<Uint8Array>)
  })
}

async function download(client: Contestant, bytes: number): Promise<Sample> {
  const receive = client.download
  if (receive === undefined) throw new Error(`${name} cannot download streams`)
  return transfer(client, async () => {
    let received = 0
    for await (const chunk of await receive(bytes)) received += chunk.byteLength
    if (received !== bytes) throw new Error(`${received} bytes came, not ${bytes}`)
  })
}

async function uploadFile(client: Contestant, path: string): Promise<Sample> {
  const send = client.uploadFile
  if (send === undefined) throw new Error(`${name} cannot upload files`)
  return transfer(client, async () => {
    await send(path)
  })
}

async function downloadFile(client: Contestant, path: string): Promise<Sample> {
  const receive = client.downloadFile
  if (receive === undefined) throw new Error(`${name} cannot download files`)
  const copy = `${path}.copy`
  const sample = await transfer(client, async () => {
    await receive(copy)
  })
  if ((await digest(copy)) !== (await digest(path))) throw new Error(`${name} got other bytes`)
  await rm(copy)
  return sample
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function transfer(client: Contestant, work: () => Promise<void>): Promise<Sample> {
  await client.list()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const growth = await measureGrowth(work)
  return { time: performance.now() - startedAt, cpu: cpuSince(cpuBefore), growth }
}

/** CPU time of this process, in ms. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function say(answer: Sample): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
