/**
 * What this process may know of where it runs. Deno gives each fact only to programs that are permitted to ask: what is refused
 * counts as not there, and nobody is prompted for what may not be needed.
 */

/** What of Deno is needed to ask what is permitted. */
interface DenoPermissions {
  querySync(descriptor: { name: string; variable?: string; kind?: string }): { state: string }
}

const permissions = (globalThis as { Deno?: { permissions?: DenoPermissions } }).Deno?.permissions

/** Environment variables, those alone that may be read; none where there are no processes, as in Workers. */
export const processEnvironment: Readonly<Record<string, string | undefined>> =
  permissions === undefined ? (globalThis.process?.env ?? {}) : new Proxy({}, { get: readPermitted })

function readPermitted(_: object, name: string | symbol): string | undefined {
  return typeof name === 'string' && isPermitted({ name: 'env', variable: name })
    ? process.env[name]
    : undefined
}

/** The number of the user on systems that count them; undefined also where it may not be known. */
export function userId(): number | undefined {
  return isPermitted({ name: 'sys', kind: 'uid' }) ? process.getuid?.() : undefined
}

/** The name of this machine, or one that no machine has where it may not be known. */
export function hostName(): string {
  return isPermitted({ name: 'sys', kind: 'hostname' })
    ? process.getBuiltinModule('node:os').hostname()
    : '(unknown)'
}

/** Whether this process may do something without anybody being asked: elsewhere than in Deno always. */
export function isPermitted(descriptor: { name: string; variable?: string; kind?: string }): boolean {
  return permissions === undefined || permissions.querySync(descriptor).state === 'granted'
}
