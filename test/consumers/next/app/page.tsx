import { NeMoPlatform } from 'nemo-platform'

export const dynamic = 'force-dynamic'

export default async function Page() {
  await using client = new NeMoPlatform()
  const { data } = await client.workspaces.list()
  return <p>{data.map(({ name }) => name).join(', ')}</p>
}
