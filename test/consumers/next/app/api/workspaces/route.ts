import { NeMoPlatform } from 'nemo-platform'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  await using client = new NeMoPlatform()
  const { data } = await client.workspaces.list()
  return Response.json(data.map(({ name }) => name))
}
