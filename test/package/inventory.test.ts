/** What the built package contains of others. */

import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { type BillOfMaterials, BUNDLED, type Component } from '../../scripts/lib/bill-of-materials.ts'
import { filesBelow } from '../../scripts/lib/files.ts'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))
const bill: BillOfMaterials = JSON.parse(readFileSync(join(DIST, 'sbom.cdx.json'), 'utf8'))
const inlined = bill.components.filter((component) => isBundled(component))
const code = filesBelow(DIST).filter((path) => /\.c?js$/.test(path))

function isBundled({ properties }: Component): boolean {
  return properties.some(({ name, value }) => name === BUNDLED && value === 'true')
}

/** Packages whose modules a file holds, as its source map has it; a file that only hands on has none. */
function packagesIn(path: string): string[] {
  if (!existsSync(`${path}.map`)) return []
  const { sources } = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as { sources: string[] }
  const names = sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [])
  return [...new Set(names)]
}

describe('the bill of materials', () => {
  test('has the shape of CycloneDX 1.6', () => {
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'library', name: 'nemo-platform', version: manifest.version } },
    })
    for (const component of bill.components) {
      expect(component).toMatchObject({
        type: 'library',
        'bom-ref': component.purl,
        name: expect.any(String),
        scope: expect.stringMatching(/^(?:required|optional)$/),
        purl: expect.stringMatching(/^pkg:npm\/(?:%40[a-z0-9-]+\/)?[a-z0-9-]+(?:@\d+\.\d+\.\d+)?$/),
      })
    }
    for (const { version, licenses } of inlined) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
      expect(licenses?.[0]?.license.id).toMatch(/^[A-Z][\w.-]+$/)
    }
    const refs = bill.components.map((component) => component['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    expect(bill.dependencies.map(({ ref }) => ref)).toEqual([bill.metadata.component['bom-ref'], ...refs])
    expect(bill.dependencies[0]?.dependsOn).toEqual(refs)
  })

  test('names the packages whose code is there, no more and no less', () => {
    const found = [...new Set(code.flatMap(packagesIn))].sort()
    expect(inlined.map(({ name }) => name)).toEqual(found)
  })

  test('names the dependencies, none of which is inlined', () => {
    const others = bill.components.filter((component) => !isBundled(component)).map(({ name }) => name)
    const { dependencies, optionalDependencies } = manifest
    expect(others).toEqual([...Object.keys(dependencies), ...Object.keys(optionalDependencies)])
    expect(inlined.filter(({ name }) => others.includes(name))).toEqual([])
  })

  test('goes with the licences of the same packages', () => {
    const licences = readFileSync(join(DIST, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
    for (const { name, version } of inlined) expect(licences).toContain(`\n${name} ${version} (`)
  })
})

describe('the bundle', () => {
  test.each(['yaml', 'zod'])('holds %s once, for the library and the command', (name) => {
    const holders = code.filter((path) => packagesIn(path).includes(name))
    expect(holders.map((path) => relative(DIST, path))).toEqual([`inlined/${name}.cjs`])
  })

  test('imports dependencies, Node, itself, and nothing else by name', () => {
    const names = new Set(code.flatMap((path) => importedPackages(readFileSync(path, 'utf8'))))
    const known = [
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.optionalDependencies),
      ...Object.keys(manifest.peerDependencies),
      manifest.name,
    ]
    expect([...names].filter((name) => !known.includes(name))).toEqual([])
    expect(names).toContain('ky')
  })
})

function importedPackages(source: string): string[] {
  const specifiers = source.matchAll(/^(?:import|export)\b[^"\n]*?"([^"\n]+)";?$|\bimport\("([^"\n]+)"\)/gm)
  return [...specifiers]
    .map(([, fixed, late]) => fixed ?? late ?? '')
    .filter((name) => /^[@a-z]/.test(name) && !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )
}
