import type { Generation } from '../../src/generations.ts'

/** In Python such a mistake ends with 1, as what nobody expected; here it is wrong usage, with 2, as all mistakes are. */
const MISTAKES = [
  "- guardrail configs create x --data '{a'",
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

/** Lines that end otherwise here than in Python, and why. */
const ALWAYS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    MISTAKES.map((line) => [line, 'a mistake is wrong usage here, with 2; Python ends with 1']),
  ),
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

const AS_ONE_PAGE =
  'Python 0.8.1 tells order and page size of all pages together; 0.6.0, as this one, takes them for one page'
const CHECKED_BEFORE =
  'Python 0.8.1 looks at what it sends, and ends with 2; here the platform refuses it, with 3'

/** Beside these, with Python of one generation. */
const OF_GENERATION: Partial<Record<Generation, Readonly<Record<string, string>>>> = {
  '0.6': {
    'json adapters list --filter.enabled':
      'Python 0.6.0 sends true as a text, and finds nothing; this one, as 0.8.1, finds what is enabled',
  },
  '0.8': {
    'json models list --page-size 1 --all-pages': AS_ONE_PAGE,
    '0.8 json agents list --workspace WS --all-pages': AS_ONE_PAGE,
    "- intake ingest spans create --source tests --spans '[]'": CHECKED_BEFORE,
    "- jobs create x --source tests --spec '{}' --platform-spec '{}'": CHECKED_BEFORE,
    'csv inference providers list -f csv --sort name':
      'Python 0.8.1 shows the status by itself; this one, as 0.6.0, with -c status',
    '0.8 - customization --upload-dataset /nope --workspace WS':
      'a file that is not there is an error of this machine, with 1; Python takes it for wrong usage, with 2',
    '- chat nobody hello':
      'in Python 0.8.1 the only word is the prompt; here the first is the model, unless --model names it',
    'csv projects list -f csv -c all':
      'Python 0.8.1 has the fields in another order than 0.6.0, which this one keeps',
    'json secrets create s --value v --description d': CHECKED_BEFORE,
    "- secrets create 'Bad Name' --value v": CHECKED_BEFORE,
  },
}

/** All exceptions with Python of a generation. */
export function exceptionsOf(generation: Generation): Readonly<Record<string, string>> {
  return { ...ALWAYS, ...OF_GENERATION[generation] }
}

/** The exceptions of every generation. */
export function allExceptions(): readonly string[] {
  return [ALWAYS, ...Object.values(OF_GENERATION)].flatMap((lines) => Object.keys(lines))
}
