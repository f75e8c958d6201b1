/** A program as somebody ships it: it lists workspaces by a config file. */

import { NeMoPlatform } from 'nemo-platform'

await using client = new NeMoPlatform({ configPath: process.env['CONFIG_PATH'] })
const { data } = await client.workspaces.list()
console.log(`${data.length} workspaces`)
