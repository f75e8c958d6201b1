/** Start to first answer: the `openai` SDK. */

import process from 'node:process'
import OpenAI from 'openai'

const [, , url, token] = process.argv
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: token })
const answer = await client.models.list()
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ items: answer.data.length, cpu: (user + system) / 1000 }))
process.exit()
