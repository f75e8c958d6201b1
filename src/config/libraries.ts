/**
 * Libraries that are loaded when first needed: a client that reads no config file starts without them. They are needed
 * inside the constructor, which cannot wait, so they are required and not imported.
 */

import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Loads `yaml`. */
export function loadYaml(): typeof import('yaml') {
  return require('yaml')
}

/** Loads `zod`. */
export function loadZod(): typeof import('zod') {
  return require('zod')
}
