/** Lists what others wrote and the package contains, as the bundle has it: the licences, and a bill of materials. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputBundle, Plugin } from 'rolldown'
import { billOfMaterials } from './bill-of-materials.ts'

/** Where the bill of materials is in `dist`. */
export const BILL_OF_MATERIALS = 'sbom.cdx.json'
/** Where the licences are in `dist`. */
const LICENCES = 'THIRD-PARTY-LICENSES.txt'

/** A package whose code is in the bundle. */
export interface InlinedPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  /** Where it was taken from. */
  readonly folder: string
}

/** Writes both into `dist`. Used for several builds, it lists what all so far have inlined. */
export function inventory(root: string): Plugin {
  const folders = new Set<string>()
  return {
    name: 'inventory',
    generateBundle(_options, bundle) {
      collectFolders(bundle, folders)
      const packages = readPackages(folders)
      const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
      this.emitFile({ type: 'asset', fileName: LICENCES, source: licencesOf(packages) })
      this.emitFile({
        type: 'asset',
        fileName: BILL_OF_MATERIALS,
        source: `${JSON.stringify(billOfMaterials(manifest, packages), null, 2)}\n`,
      })
    },
  }
}

/** Collects the folders of packages of which at least one line is left in a chunk. */
function collectFolders(bundle: OutputBundle, folders: Set<string>): void {
  for (const part of Object.values(bundle)) {
    if (part.type !== 'chunk') continue
    for (const [id, { renderedLength }] of Object.entries(part.modules)) {
      const folder = renderedLength === 0 ? undefined : folderOfPackage(id)
      if (folder !== undefined) folders.add(folder)
    }
  }
}

/** The packages, by name. */
function readPackages(folders: ReadonlySet<string>): InlinedPackage[] {
  const packages = new Map(
    [...folders].map(readPackage).map((found) => [`${found.name}@${found.version}`, found]),
  )
  return [...packages.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

function folderOfPackage(id: string): string | undefined {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]
}

function readPackage(folder: string): InlinedPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { name, version, license, folder }
}

function licencesOf(packages: readonly InlinedPackage[]): string {
  const texts = packages.map(({ name, version, license, folder }) => {
    const file = ['LICENSE', 'LICENSE.md', 'license'].map((base) => join(folder, base)).find(existsSync)
    if (file === undefined) throw new Error(`${name} has no licence file`)
    return `${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`
  })
  return `This package contains code of the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
