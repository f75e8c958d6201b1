/** Lines that end otherwise here than in Python, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

/** Lines that end otherwise on a mock platform than on a real one, and why. */
export const ON_MOCK: Readonly<Record<string, string>> = {
  'json workspaces list --page 1 --page-size 1 --sort created_at':
    'the platform of the recording had more workspaces, and tells how many',
  'json files list data': 'the platform lists files as its disk has them, the mock by name',
  'csv files list data -f csv': 'the platform lists files as its disk has them, the mock by name',
  'csv files list data -f csv -c path': 'the platform lists files as its disk has them, the mock by name',
  'csv files list data -f csv -c all': 'the platform lists files as its disk has them, the mock by name',
  'json files list data --remote-path deep/':
    'the platform lists files as its disk has them, the mock by name',
  'yaml files list data -f yaml': 'the platform lists files as its disk has them, the mock by name',
  'json adapters list --filter.enabled': 'the platform finds none by that field, the mock does',
  'json inference providers create up --host-url http://127.0.0.1:9 --exist-ok':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers get up':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'yaml inference providers get up -f yaml':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers update up --host-url http://127.0.0.1:9/v1 --description second':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers list --sort name':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers list --filter.name up':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers list --filter.host-url http://127.0.0.1:9/v1':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference providers list --page-size 1 --sort name':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference models list':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference prompts list --filter.description last':
    'which filter was applied is told for other lists on the mock than on the platform',
  'json inference virtual-models list':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'csv inference virtual-models list -f csv':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  'json inference virtual-models list --exclude-autoprovisioned':
    'which filter was applied is told for other lists on the mock than on the platform',
  '- inference gateway provider get v1/models --name nobody':
    "the mock's gateway answers for providers that nobody has made",
  '- inference gateway provider ready nobody':
    "the mock's gateway answers for providers that nobody has made",
  'json inference gateway openai v1 models list':
    'every provider of the mock serves a model; behind that of the recording nothing listens',
  '- wait inference provider nobody --timeout 1':
    "the mock's gateway answers for providers that nobody has made",
}
