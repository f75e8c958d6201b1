/** The description of the API as it stands in `api/`: facts in `openapi.json`, what is ours in `surface.yaml`. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { MergedDescription } from './merge.ts'

const ROOT = join(import.meta.dirname, '../..')
export const DESCRIPTION_FILE = join(ROOT, 'api/openapi.json')
const SURFACE_FILE = join(ROOT, 'api/surface.yaml')

/** A method of a resource, as `surface.yaml` has it. */
export interface SurfaceMethod {
  /** `GET /path/{name}` */
  http: string
  doc?: string
  returns?: string
  throws?: string
  /** Path parameters that are positional, in order; `body` for a body that is one. */
  args?: string[]
  page?: 'number' | 'cursor'
  exist_ok?: boolean
  answer?: 'nothing' | 'bytes' | 'anything' | 'gateway' | 'stream'
  /** Schema of the things of a list, where the description does not tell. */
  item?: string
  /** How the body is given: its fields among the params (default), or as a whole under one name. */
  body?: 'fields' | 'whole' | 'bytes'
  /**
   * How a filter is written into the query: with lists as `$in` (default), with nested metrics as dotted keys besides (`dotted`), or
   * with lists as JSON, where the list knows no operators (`lists`).
   */
  filter?: 'lists' | 'dotted'
  /** Why it is not to be used any more: what to use instead. */
  deprecated?: string
  /** Doc sentences of params. */
  params?: Record<string, string>
  /** Newer fields of the body that an older platform would ignore to the caller's harm: with them it is not asked. */
  demands?: string[]
  /** Field of the body that names APIs: a misspelt one is warned of. */
  names_apis?: string
  /** Written by hand, in the file of the resource. */
  handwritten?: boolean
}

/** A resource. */
export interface SurfaceResource {
  doc: string
  /** The class, or its generated part. */
  class: string
  /** Whether all of it is written by hand. */
  handwritten?: boolean
  /** The hand-written class that adds to this one. */
  extended_by?: string
  methods?: Record<string, SurfaceMethod>
  children?: Record<string, SurfaceResource>
}

/** The public surface. */
export interface Surface {
  /** Public names of schemas, where they differ. */
  types: Record<string, string>
  /** Operations that no method has, but hand-written code uses. */
  others: string[]
  resources: Record<string, SurfaceResource>
}

export function readDescription(): MergedDescription | undefined {
  return existsSync(DESCRIPTION_FILE) ? JSON.parse(readFileSync(DESCRIPTION_FILE, 'utf8')) : undefined
}

export function readSurface(): Surface {
  return parse(readFileSync(SURFACE_FILE, 'utf8'))
}

/** All resources with their dotted names, parents first. */
export function allResources(surface: Surface): [name: string, resource: SurfaceResource][] {
  const walk = (resources: Record<string, SurfaceResource>, prefix: string): [string, SurfaceResource][] =>
    Object.entries(resources).flatMap(([name, resource]) => [
      [prefix + name, resource] as [string, SurfaceResource],
      ...walk(resource.children ?? {}, `${prefix}${name}.`),
    ])
  return walk(surface.resources, '')
}

/** The operations that the surface reaches, as `GET /path/{name}`. */
export function reachedOperations(surface: Surface): Set<string> {
  const methods = allResources(surface).flatMap(([, { methods = {} }]) => Object.values(methods))
  return new Set([...methods.map(({ http }) => http), ...surface.others])
}
