import type { Generation } from '../../src/generations.ts'

/** A line that ends otherwise here than in Python. */
export interface Exception {
  /** How Python ends, and how this one does: an exception is for these ends alone. */
  readonly codes: readonly [python: number, ours: number]
  readonly reason: string
}

const MISTAKE: Exception = {
  codes: [1, 2],
  reason: 'a mistake is wrong usage here, with 2; Python ends with 1',
}

/** In Python such a mistake ends with 1, as what nobody expected; here it is wrong usage, with 2, as all mistakes are. */
const MISTAKES = [
  "- guardrail configs create x --data '{a'",
  "- inference prompts create x --messages '{a'",
  '- agents deployments wait --workspace WS',
  '- agents invoke --input hello --workspace WS',
  '- agents undeploy --yes --workspace WS',
  "- agents evaluate --spec '[1]' --workspace WS",
  '- agents evaluate -o nothing --agent a --workspace WS',
  "- AUDITOR audit SUBMIT --spec '{a' --workspace WS",
  "- EVALUATOR evaluate SUBMIT --spec '{a' --workspace WS",
  '- EVALUATOR evaluate SUBMIT --spec-file INPUTS/evaluate.yaml -o nothing --workspace WS',
  "- data-designer retrieval-prepare --spec '{a' --workspace WS",
  "- anonymizer run --spec '{a' --workspace WS",
  "- safe-synthesizer generate --spec '{a' --workspace WS",
]

/** Lines that end otherwise here than in Python of any release. */
const ALWAYS: Readonly<Record<string, Exception>> = Object.fromEntries(
  MISTAKES.map((line) => [line, MISTAKE]),
)

const AS_ONE_PAGE: Exception = {
  codes: [0, 0],
  reason:
    'Python 0.8.1 tells order and page size of all pages together; 0.6.0, as this one, takes them for one page',
}
const CHECKED_BEFORE: Exception = {
  codes: [2, 3],
  reason: 'Python 0.8.1 looks at what it sends, and ends with 2; here the platform refuses it, with 3',
}

const MISSING_FILE: Exception = {
  codes: [2, 1],
  reason:
    'a file that is not there is an error of this machine, with 1, as it is elsewhere in Python; here Python takes it for wrong usage, with 2',
}

/** Beside these, with Python of one generation. */
const OF_GENERATION: Partial<Record<Generation, Readonly<Record<string, Exception>>>> = {
  '0.6': {
    'json adapters list --filter.enabled': {
      codes: [0, 0],
      reason:
        'Python 0.6.0 sends true as a text, and finds nothing; this one, as 0.8.1, finds what is enabled',
    },
    '- insights analysis-runs create --agent one --default-model m --fast-model f --since yesterday --workspace WS':
      MISTAKE,
  },
  '0.8': {
    'json models list --page-size 1 --all-pages': AS_ONE_PAGE,
    '0.8 json agents list --workspace WS --all-pages': AS_ONE_PAGE,
    "- intake ingest spans create --source tests --spans '[]'": CHECKED_BEFORE,
    "- jobs create x --source tests --spec '{}' --platform-spec '{}'": CHECKED_BEFORE,
    'csv inference providers list -f csv --sort name': {
      codes: [0, 0],
      reason: 'Python 0.8.1 shows the status by itself; this one, as 0.6.0, with -c status',
    },
    '0.8 - customization --upload-dataset /nope --workspace WS': MISSING_FILE,
    '- insights analysis-runs create --agent one --default-model m --fast-model f --ethos /nope --workspace WS':
      MISSING_FILE,
    '- chat nobody hello': {
      codes: [2, 3],
      reason:
        'in Python 0.8.1 the only word is the prompt; here the first is the model, unless --model names it',
    },
    'csv projects list -f csv -c all': {
      codes: [0, 0],
      reason: 'Python 0.8.1 has the fields in another order than 0.6.0, which this one keeps',
    },
    "- secrets create 'Bad Name' --value v": CHECKED_BEFORE,
  },
}

/** All exceptions with Python of a generation. */
export function exceptionsOf(generation: Generation): Readonly<Record<string, Exception>> {
  return { ...ALWAYS, ...OF_GENERATION[generation] }
}

/** The lines that are exceptions in any generation. */
export function allExceptions(): readonly string[] {
  return [ALWAYS, ...Object.values(OF_GENERATION)].flatMap((lines) => Object.keys(lines))
}
