/** Start to first answer: the `stripe` SDK. */

import process from 'node:process'
import Stripe from 'stripe'

const [, , url, token] = process.argv
const { hostname, port } = new URL(url)
const client = new Stripe(token, { host: hostname, port, protocol: 'http' })
const answer = await client.customers.list()
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ items: answer.data.length, cpu: (user + system) / 1000 }))
process.exit()
