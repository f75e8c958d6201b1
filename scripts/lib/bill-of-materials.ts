/** A bill of materials in CycloneDX's JSON: what the package contains, and what is installed with it. */

import type { InlinedPackage } from './inventory.ts'

/** CycloneDX's own name for a component whose code is inside of another. */
export const BUNDLED = 'cdx:npm:package:bundled'

/** What of a `package.json` goes into it. */
export interface PackageManifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** A part of the package. */
export interface Component {
  readonly type: 'library'
  readonly 'bom-ref': string
  readonly name: string
  /** Absent for what is installed beside the package, in a version that npm chooses. */
  readonly version?: string
  readonly scope: 'required' | 'optional'
  readonly licenses?: readonly { readonly license: { readonly id: string } }[]
  readonly purl: string
  readonly properties: readonly { readonly name: string; readonly value: string }[]
}

/** The whole document. It holds neither time nor number, so that the same sources give the same file. */
export interface BillOfMaterials {
  readonly $schema: string
  readonly bomFormat: 'CycloneDX'
  readonly specVersion: '1.6'
  readonly version: 1
  readonly metadata: { readonly component: Omit<Component, 'scope' | 'properties'> }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** Writes it. */
export function billOfMaterials(
  manifest: PackageManifest,
  inlined: readonly InlinedPackage[],
): BillOfMaterials {
  const { name, version, license } = manifest
  const ref = packageUrl(name, version)
  const components = [
    ...inlined.map(inlinedComponent),
    ...dependencies(manifest.dependencies, 'required'),
    ...dependencies(manifest.optionalDependencies ?? {}, 'optional'),
  ]
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': ref,
        name,
        version,
        licenses: [{ license: { id: license } }],
        purl: ref,
      },
    },
    components,
    dependencies: [
      { ref, dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
    ],
  }
}

function inlinedComponent({ name, version, license }: InlinedPackage): Component {
  const purl = packageUrl(name, version)
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: 'required',
    licenses: [{ license: { id: license } }],
    purl,
    properties: [{ name: BUNDLED, value: 'true' }],
  }
}

function dependencies(ranges: Readonly<Record<string, string>>, scope: Component['scope']): Component[] {
  return Object.entries(ranges).map(([name, range]) => {
    const purl = packageUrl(name)
    const properties = [
      { name: BUNDLED, value: 'false' },
      { name: 'npm:range', value: range },
    ]
    return { type: 'library', 'bom-ref': purl, name, scope, purl, properties }
  })
}

function packageUrl(name: string, version?: string): string {
  const path = name.startsWith('@') ? `%40${name.slice(1)}` : name
  return version === undefined ? `pkg:npm/${path}` : `pkg:npm/${path}@${version}`
}
