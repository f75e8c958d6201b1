/** Start to first answer: this package, with URL and token where they are given, else with the config file. */

import process from 'node:process'
import { NeMoPlatform } from 'nemo-platform'

const [, , baseURL, accessToken] = process.argv
const client = new NeMoPlatform(baseURL === undefined ? {} : { baseURL, accessToken })
const answer = await client.workspaces.list()
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ items: answer.data.length, cpu: (user + system) / 1000 }))
process.exit()
