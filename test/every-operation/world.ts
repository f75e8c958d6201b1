/** What every operation of the API is called with, and the record of which were. */

import { readFileSync } from 'node:fs'
import type { NeMoPlatform } from 'nemo-platform'
import { parse } from 'yaml'

/** A platform to play on. */
export interface World {
  /** A client of an administrator, whose workspace the chapter has for itself. */
  readonly client: NeMoPlatform
  /** A client of a service of the platform, for what is closed to people. */
  readonly service: NeMoPlatform
  /** The URL of a server whose model `echo` echoes, as the platform reaches it. */
  readonly upstream: string
  /**
   * Calls an operation.
   *
   * @param id - Its name in the surface: `inference.deployments.versions.list`.
   * @returns What it answers; undefined for one that this platform cannot serve.
   */
  call<Answer>(id: string, run: () => PromiseLike<Answer>): Promise<Answer | undefined>
  /** Whether this platform can serve an operation. */
  serves(id: string): boolean
  /** Calls until something is so. */
  until(what: () => Promise<boolean>): Promise<void>
}

const readYAML = (name: string): unknown =>
  parse(readFileSync(new URL(`../../api/${name}`, import.meta.url), 'utf8'))

const DESCRIPTION = readYAML('openapi.json') as {
  paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-since'?: string }>>>>
}

/** The names of all operations of the surface. */
export function operationsOfSurface(): string[] {
  const surface = readYAML('surface.yaml') as { resources: Readonly<Record<string, ResourceOfSurface>> }
  return Object.entries(surface.resources).flatMap(([name, resource]) => operationsOf(name, resource))
}

interface ResourceOfSurface {
  readonly methods?: Readonly<Record<string, { readonly http?: string }>>
  readonly children?: Readonly<Record<string, ResourceOfSurface>>
}

function operationsOf(path: string, { methods = {}, children = {} }: ResourceOfSurface): string[] {
  return [
    ...Object.keys(methods).map((name) => `${path}.${name}`),
    ...Object.entries(children).flatMap(([name, child]) => operationsOf(`${path}.${name}`, child)),
  ]
}

/** The first release that has an operation of the surface; undefined for one that all known ones have. */
export function sinceOf(id: string): string | undefined {
  const surface = readYAML('surface.yaml') as { resources: Readonly<Record<string, ResourceOfSurface>> }
  const names = id.split('.')
  const method = names.pop() ?? ''
  let resource: ResourceOfSurface = { children: surface.resources }
  for (const name of names) resource = resource.children?.[name] ?? {}
  const [verb = '', path = ''] = (resource.methods?.[method]?.http ?? '').split(' ')
  return DESCRIPTION.paths[path]?.[verb.toLowerCase()]?.['x-since']
}
