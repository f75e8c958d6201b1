/** Our YAML and PyYAML's, given the same random texts. */

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Document, YAMLMap } from 'yaml'
import { parseYaml, stringifyYaml, textNode } from '../../src/config/yaml.ts'
import { type PythonProgram, pythonEnvironment, runPython } from '../helpers/python-platform.ts'

/** Loads texts; each value comes back as nested pairs of its kind and what it holds. */
const SOURCE = `
import datetime, yaml
def describe(value):
    if value is None: return ["null"]
    if isinstance(value, bool): return ["bool", value]
    if isinstance(value, (int, float)): return ["number", repr(float(value)) if abs(value) < 1e308 else str(value)]
    if isinstance(value, str): return ["text", value]
    if isinstance(value, (datetime.date, datetime.datetime)): return ["date"]
    if isinstance(value, list): return ["list", [describe(item) for item in value]]
    if isinstance(value, dict): return ["map", [[describe(key), describe(item)] for key, item in value.items()]]
    return ["other", repr(value)]
def load(text):
    try:
        return describe(yaml.safe_load(text))
    except (yaml.YAMLError, ValueError, TypeError) as error:
        return ["refused", str(error)[:200]]
say("ready")
while (texts := hear()) is not None:
    say([load(text) for text in texts])
`

/** Texts at a time, and how often. */
const BATCH = 50
const RUNS = 60
/** Control characters, line breaks, halves of surrogate pairs: no setting may hold them. `<<` is refused too. */
const NO_SETTING = /[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]|^<<$/u

type Described = [kind: string, content?: unknown]

let venv: string

beforeAll(async () => {
  venv = await pythonEnvironment()
})

async function startLoader(): Promise<(texts: readonly string[]) => Promise<Described[]>> {
  const python: PythonProgram = runPython(venv, SOURCE)
  await python.next()
  return async (texts) => {
    python.tell(texts)
    return python.next<Described[]>()
  }
}

function describe(value: unknown): Described {
  if (value === null || value === undefined) return ['null']
  if (typeof value === 'boolean') return ['bool', value]
  if (typeof value === 'number') return ['number', value]
  if (typeof value === 'string') return ['text', value]
  if (value instanceof Date) return ['date']
  if (Array.isArray(value)) return ['list', value.map(describe)]
  return ['map', Object.entries(value as object).map(([key, item]) => [describe(key), describe(item)])]
}

function load(text: string): Described {
  try {
    return describe(parseYaml(text)?.value)
  } catch (error) {
    return ['refused', String(error)]
  }
}

/** Numbers are compared as numbers: Python tells `1` and `1.0` apart, JavaScript does not. */
function comparable(described: Described): unknown {
  const [kind, content] = described
  if (kind === 'refused') return 'refused'
  // Adding 0 makes one zero of the two that floating point has.
  if (kind === 'number') return Number(String(content).replace('inf', 'Infinity')) + 0
  if (!Array.isArray(content)) return described
  if (kind === 'list') return [kind, content.map(comparable)]
  // Keys are text in JavaScript, and those that look like whole numbers come first.
  const pairs = content.map(([[, key], item]) => [Number(key) || String(key), comparable(item)])
  return [kind, Object.fromEntries(pairs)]
}

/** Gives the same texts to both, and fails at the first one that they read differently. */
async function expectSameReading(texts: fc.Arbitrary<string>): Promise<void> {
  const loadThere = await startLoader()
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: BATCH, maxLength: BATCH }), async (batch) => {
      const theirs = await loadThere(batch)
      for (const [index, text] of batch.entries()) {
        const ours = load(text)
        const other = theirs[index] ?? ['refused']
        expect(comparable(ours), `${JSON.stringify(text)}: ${ours} / ${other}`).toEqual(comparable(other))
      }
    }),
    { numRuns: RUNS, seed: Number(process.env['YAML_SEED'] ?? 1) },
  )
}

const scalarCharacter = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...'0123456789') },
  { weight: 3, arbitrary: fc.constantFrom(...'_:.+-~=<eExob ') },
  { weight: 3, arbitrary: fc.constantFrom(...'yYnNoOeEsStTrRuUfFaAlLiIxXbB') },
  { weight: 1, arbitrary: fc.constantFrom(...'\'"#,[]{}*|>%@`?\\/\t') },
)
// Without & and !: PyYAML allows fewer characters in the names of anchors, and reads a lone `!` as null.
const plainScalar = fc.string({ unit: scalarCharacter, maxLength: 12 })
// In brackets PyYAML is stricter about these, and what is no text could become a key.
const flowScalar = plainScalar.filter((text) => !/[:?,-]/.test(text))

const word = fc.constantFrom(
  'a',
  'no',
  'x1',
  '12',
  '1.5',
  'true',
  'null',
  '0x1f',
  '2026-01-01',
  "'q'",
  '"d\\t"',
  '~',
)
const { lines } = fc.letrec<{ lines: string[]; value: string[] }>((tie) => ({
  /** Either on the line of its key, or on lines below it. */
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word.map((scalar) => [` ${scalar}`]),
    fc.constantFrom<string[]>(
      [''],
      [' # comment'],
      [' [a, {b: 1}, "c, d"]'],
      [' {a: [1, no], b: }'],
      [' |', '  text', '', '   more'],
      [' >-', '  folded', '  text', ''],
      [' first', '  second # comment'],
      [' "over', '  two \\', '  lines"'],
      [" 'it''s'"],
    ),
    tie('lines').map((inner) => ['', ...inner.map(indented)]),
    fc
      .array(tie('value'), { minLength: 1, maxLength: 3 })
      .map((items) => [
        '',
        ...items.flatMap(([first = '', ...rest]) => [`-${first}`, ...rest.map(indented)]),
      ]),
  ),
  lines: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', '"k"', 'a b'), tie('value')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((pairs) => pairs.flatMap(([key, [first = '', ...rest]]) => [`${key}:${first}`, ...rest])),
}))

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`
}

test('a scalar reads the same', () => expectSameReading(plainScalar.map((scalar) => `key: ${scalar}\n`)))

test('a scalar in brackets reads the same', () =>
  expectSameReading(flowScalar.map((scalar) => `[${scalar}, {k: ${scalar}}]\n`)))

test('a small document reads the same', () => expectSameReading(lines.map((all) => `${all.join('\n')}\n`)))

test('a document that was cut off reads the same', () =>
  expectSameReading(
    fc
      .tuple(lines, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([all, part]) => all.join('\n').slice(0, Math.ceil(all.join('\n').length * part)))
      // Whether a block of text ends in a line break that is not there, they answer differently.
      .filter((text) => !text.includes('|') && !text.includes('>')),
  ))

test('a text that we write reads the same', async () => {
  const loadThere = await startLoader()
  const text = fc
    .oneof(plainScalar, fc.string({ unit: 'binary' }), fc.stringMatching(/^[ :#a-c-]{0,8}$/))
    .filter((value) => !NO_SETTING.test(value))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: BATCH, maxLength: BATCH }), async (batch) => {
      const written = batch.map((value) => {
        const document = new Document(undefined, { version: '1.1' })
        const map = new YAMLMap(document.schema)
        map.set(textNode('key'), textNode(value))
        document.contents = map
        return stringifyYaml(document)
      })
      const theirs = await loadThere(written)
      for (const [index, value] of batch.entries()) {
        const expected: Described = [
          'map',
          [
            [
              ['text', 'key'],
              ['text', value],
            ],
          ],
        ]
        expect(load(written[index] ?? ''), `ours: ${written[index]}`).toEqual(expected)
        expect(theirs[index], `theirs: ${written[index]}`).toEqual(expected)
      }
    }),
    { numRuns: RUNS },
  )
})
