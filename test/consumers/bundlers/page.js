import { NeMoPlatform, PermissionDeniedError } from 'nemo-platform'

const client = new NeMoPlatform({
  baseURL: location.origin,
  accessToken: () => sessionStorage.getItem('token'),
})
try {
  for await (const { name } of client.workspaces.list()) document.body.append(name)
} catch (error) {
  if (error instanceof PermissionDeniedError) document.body.append(error.message)
  else throw error
}
