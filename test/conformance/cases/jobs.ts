/** Jobs: ordered, watched, stopped, deleted. Here they run as processes of the platform's machine. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import {
  adds,
  badName,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  missing,
  patch,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
} from '../steps.ts'

const JOBS = '/apis/jobs/v2/workspaces/{ws}/jobs'
/** Longest time that a job takes to get somewhere, in seconds. */
const A_WHILE = 600
const DONE: Expectation = { status: 200, body: subset({ status: 'completed' }) }

function runs(...command: string[]) {
  return { name: 's1', executor: { provider: 'subprocess', command } }
}

/** Orders a job. */
function orders(name: string, ...command: string[]): Step {
  const body = { name, source: 'tests', spec: {}, platform_spec: { steps: [runs(...command)] } }
  return post(JOBS, body, { status: 201, body: subset({ name, status: 'created' }) })
}

/** Stops a job before it costs the platform much, and waits for that. */
function stops(name: string): Step[] {
  return [
    post(`${JOBS}/${name}/cancel`, undefined, {
      status: 200,
      body: subset({ status: '<re:cancell(ing|ed)>' }),
    }),
    becomes(name, 'cancelled'),
  ]
}

/** Waits until a job is in a state. */
function becomes(name: string, status: string, more: object = {}): Step {
  return get(
    `${JOBS}/${name}/status`,
    { status: 200, body: subset({ status, ...more }) },
    { retryFor: A_WHILE },
  )
}

const LIFECYCLE = { staleness_timeout_seconds: 0 }
const STEP_SPEC = {
  name: 's1',
  environment: null,
  executor: { provider: 'subprocess', profile: 'default', command: ['true'] },
  config: {},
  lifecycle: LIFECYCLE,
}
const JOB = {
  id: '<id>',
  attempt_id: '<id>',
  name: 'j1',
  workspace: '{ws}',
  project: null,
  description: null,
  source: 'tests',
  spec: { a: null },
  platform_spec: { steps: [STEP_SPEC], secrets: null },
  fileset: 'job-fileset-j1',
  output_location: null,
  status: 'created',
  status_details: {},
  error_details: null,
  created_at: '<timestamp>',
  updated_at: '<timestamp>',
  ownership: null,
  custom_fields: null,
}
/** A job that was ordered a moment ago. */
const STARTING = '<re:created|pending|active>'
const NO_JOB = refused(404, "Job 'nope' not found in workspace '{ws}'.")
const viewer = person('viewer')

export const jobCases: readonly Scenario[] = [
  {
    id: 'job-profiles',
    title: 'the profiles under which jobs run are there for everybody',
    steps: [
      get('/apis/jobs/v2/execution-profiles', {
        status: 200,
        body: [subset({ provider: 'subprocess', profile: 'default', backend: 'subprocess' })],
      }),
    ],
  },
  {
    id: 'job-create',
    title: 'a new job is told with its defaults filled in',
    steps: [
      createsWorkspace(),
      post(
        JOBS,
        { name: 'j1', source: 'tests', spec: { a: null }, platform_spec: { steps: [runs('true')] } },
        { status: 201, body: JOB },
      ),
    ],
  },
  {
    id: 'job-name',
    title: 'a job without a name gets one from where it comes',
    steps: [
      createsWorkspace(),
      post(
        JOBS,
        { source: 'a-source-with-a-long-name', spec: {}, platform_spec: { steps: [runs('true')] } },
        { status: 201, body: subset({ name: '<re:a-source-with-a-long-[a-z0-9]{8}>' }) },
      ),
    ],
  },
  {
    id: 'job-duplicate',
    title: 'a name is given once, and a bad one is refused',
    steps: [
      createsWorkspace(),
      orders('j1', 'true'),
      post(
        JOBS,
        { name: 'j1', source: 'tests', spec: {}, platform_spec: { steps: [runs('true')] } },
        {
          ...refused(
            409,
            "Job 'j1' already exists in workspace '{ws}'. Choose a different job name or delete the existing job before " +
              'creating a new one.',
          ),
          headers: { 'x-should-retry': 'false' },
        },
      ),
      post(
        JOBS,
        { name: 'Bad Name', source: 'tests', spec: {}, platform_spec: { steps: [runs('true')] } },
        changedIn<Expectation>('0.8', 'a name is checked with the rest of the request', {
          before: refused(
            409,
            '<re:Unable to create job because the request conflicts with existing platform state.*>',
          ),
          after: invalid(badName('Bad Name')),
        }),
      ),
    ],
  },
  {
    id: 'job-body',
    title: 'what a job is made of is checked',
    steps: [
      createsWorkspace(),
      post(
        JOBS,
        {},
        invalid(
          missing(['body', 'spec'], {}),
          missing(['body', 'platform_spec'], {}),
          missing(['body', 'source'], {}),
        ),
      ),
      post(
        JOBS,
        { source: 'tests', spec: {}, platform_spec: { steps: [] } },
        invalid({
          type: 'value_error',
          loc: ['body', 'platform_spec'],
          msg: 'Value error, At least one step is required in the job specification.',
          input: { steps: [] },
          ctx: { error: {} },
        }),
      ),
      post(
        JOBS,
        { source: 'tests', spec: {}, platform_spec: { steps: [{ name: 's1' }] } },
        invalid(missing(['body', 'platform_spec', 'steps', 0, 'executor'], { name: 's1' })),
      ),
      post(
        JOBS,
        {
          source: 'tests',
          spec: {},
          platform_spec: { steps: [{ name: 's1', executor: { provider: 'subprocess' } }] },
        },
        invalid(
          missing(['body', 'platform_spec', 'steps', 0, 'executor', 'subprocess', 'command'], {
            provider: 'subprocess',
          }),
        ),
      ),
      post(
        JOBS,
        {
          source: 'tests',
          spec: {},
          platform_spec: { steps: [{ name: 's1', executor: { provider: 'zzz' } }] },
        },
        {
          status: 422,
          body: { detail: [subset({ type: 'union_tag_invalid', input: { provider: 'zzz' } })] },
        },
      ),
    ],
  },
  {
    id: 'job-references',
    title: 'what a job refers to must be there',
    steps: [
      createsWorkspace(),
      post(
        JOBS,
        {
          source: 'tests',
          spec: {},
          platform_spec: {
            steps: [{ name: 's1', executor: { provider: 'cpu', container: { image: 'x' } } }],
          },
        },
        refused(422, "The execution profile 'cpu/default' specified in step 's1' does not exist."),
      ),
      post(
        JOBS,
        { source: 'tests', spec: {}, output_location: 'nope', platform_spec: { steps: [runs('true')] } },
        refused(422, "fileset 'nope' not found or not accessible in workspace '{ws}'"),
      ),
      post(
        JOBS,
        { source: 'tests', spec: {}, project: 'nope', platform_spec: { steps: [runs('true')] } },
        refused(422, '<re:Invalid job request\\..*>'),
      ),
      post(
        '/apis/jobs/v2/workspaces/{ws}-nope/jobs',
        { source: 'tests', spec: {}, platform_spec: { steps: [runs('true')] } },
        refused(422, "Workspace '{ws}-nope' does not exist. Please create the workspace first."),
        { as: platformAdmin },
      ),
    ],
  },
  {
    id: 'job-completes',
    title: 'a job runs to its end, step by step, and can be deleted with its fileset',
    steps: [
      createsWorkspace(),
      post(
        JOBS,
        {
          name: 'j1',
          source: 'tests',
          spec: {},
          platform_spec: { steps: [runs('true'), { ...runs('true'), name: 's2' }] },
        },
        { status: 201 },
      ),
      becomes('j1', 'completed', {
        steps: [
          subset({
            name: 's1',
            status: 'completed',
            error_details: {},
            tasks: [subset({ status: 'completed' })],
          }),
          subset({
            name: 's2',
            status: 'completed',
            error_details: {},
            tasks: [subset({ status: 'completed' })],
          }),
        ],
        error_details: null,
        status_details: subset({ message: 'Job completed successfully with exit code 0', exit_code: 0 }),
      }),
      get('/apis/files/v2/workspaces/{ws}/filesets/job-fileset-j1', { status: 200 }),
      remove(`${JOBS}/j1`, { status: 204, body: '<empty>' }),
      get(`${JOBS}/j1`, { status: 404 }),
      get('/apis/files/v2/workspaces/{ws}/filesets/job-fileset-j1', { status: 404 }),
    ],
  },
  {
    id: 'job-fails',
    title: 'a command that fails makes the job end in an error with its exit code',
    steps: [
      createsWorkspace(),
      orders('j1', 'sh', '-c', 'exit 3'),
      becomes('j1', 'error', { error_details: { message: 'Job exited with code 3' } }),
      get(`${JOBS}/j1`, {
        status: 200,
        body: subset({ status: 'error', error_details: { message: 'Job exited with code 3' } }),
      }),
    ],
  },
  {
    id: 'job-cancel',
    title: 'a job that runs is cancelled in the end; until then it cannot be deleted',
    steps: [
      createsWorkspace(),
      // Longer than a busy machine takes to notice that it runs.
      orders('j1', 'sleep', '1200'),
      remove(`${JOBS}/j1`, {
        status: 409,
        body: { detail: "<re:Cannot delete job 'j1' while it is '\\w+'. Cancel the job and wait .*>" },
      }),
      becomes('j1', 'active'),
      post(`${JOBS}/j1/cancel`, undefined, {
        status: 200,
        body: subset({ name: 'j1', status: 'cancelling' }),
      }),
      becomes('j1', 'cancelled'),
      post(`${JOBS}/j1/cancel`, undefined, { status: 200, body: subset({ status: 'cancelled' }) }),
      remove(`${JOBS}/j1`, { status: 204 }),
    ],
  },
  {
    id: 'job-pause',
    title: 'a job pauses and goes on',
    steps: [
      createsWorkspace(),
      orders('j1', 'sleep', '2'),
      post(`${JOBS}/j1/pause`, undefined, { status: 200, body: subset({ status: 'pausing' }) }),
      // A resume before it has paused changes nothing; how long that is so depends on the machine: test/mock/jobs.test.ts.
      becomes('j1', 'paused'),
      remove(`${JOBS}/j1`, { status: 409 }),
      post(`${JOBS}/j1/resume`, undefined, { status: 200, body: subset({ status: 'resuming' }) }),
      becomes('j1', 'completed'),
      post(`${JOBS}/j1/pause`, undefined, DONE),
      post(`${JOBS}/j1/resume`, undefined, DONE),
      post(`${JOBS}/j1/cancel`, undefined, DONE),
    ],
  },
  {
    id: 'job-unknown',
    title: 'a job that is not there cannot be read, moved or deleted',
    steps: [
      createsWorkspace(),
      ...['', '/status', '/logs', '/results'].map((place) => get(`${JOBS}/nope${place}`, NO_JOB)),
      ...['cancel', 'pause', 'resume'].map((verb) => post(`${JOBS}/nope/${verb}`, undefined, NO_JOB)),
      remove(`${JOBS}/nope`, NO_JOB),
      patch(
        `${JOBS}/nope/status-details`,
        { a: 1 },
        refused(404, "Entity 'nope' not found in workspace '{ws}'"),
      ),
      get(`${JOBS}/nope/steps/s1`, refused(404, "Step 's1' for job 'nope' not found in workspace '{ws}'.")),
      get(`${JOBS}/nope/steps/s1/tasks`, NO_JOB),
      get(
        `${JOBS}/nope/steps/s1/tasks/t1`,
        refused(404, "Step 's1' for job 'nope' not found in workspace '{ws}'."),
      ),
      get(
        `${JOBS}/nope/results/r1`,
        refused(404, "Result 'r1' for job 'nope' not found in workspace '{ws}'."),
      ),
      get(
        `${JOBS}/nope/results/r1/download`,
        refused(404, "Result 'r1' for job 'nope' not found in workspace '{ws}'."),
      ),
    ],
  },
  {
    id: 'job-list',
    title: 'a list leaves out nulls, but not those in the spec',
    steps: [
      createsWorkspace(),
      get(JOBS, {
        status: 200,
        body: {
          data: [],
          pagination: { page: 1, page_size: 10, current_page_size: 0, total_pages: 1, total_results: 0 },
          sort: '-created_at',
        },
      }),
      post(
        JOBS,
        { name: 'j1', source: 'tests', spec: { a: null }, platform_spec: { steps: [runs('sleep', '120')] } },
        { status: 201 },
      ),
      ...stops('j1'),
      get(`${JOBS}?filter[source]=tests`, {
        status: 200,
        body: {
          data: [
            {
              id: '<id>',
              attempt_id: '<id>',
              name: 'j1',
              workspace: '{ws}',
              source: 'tests',
              spec: { a: null },
              platform_spec: {
                steps: [
                  {
                    name: 's1',
                    executor: { ...STEP_SPEC.executor, command: ['sleep', '120'] },
                    config: {},
                    lifecycle: LIFECYCLE,
                  },
                ],
              },
              fileset: 'job-fileset-j1',
              status: 'cancelled',
              status_details: '<any>',
              created_at: '<timestamp>',
              updated_at: '<timestamp>',
            },
          ],
          pagination: { page: 1, page_size: 10, current_page_size: 1, total_pages: 1, total_results: 1 },
          sort: '-created_at',
          filter: { source: { $eq: 'tests' } },
        },
      }),
    ],
  },
  {
    id: 'job-list-status',
    title:
      'a filter for a state works within each page: pages may be empty, and the total is that without it',
    quirk: true,
    steps: [
      createsWorkspace(),
      orders('j1', 'sleep', '120'),
      ...stops('j1'),
      orders('j2', 'sleep', '120'),
      get(`${JOBS}?filter[status]=cancelled&page_size=1`, {
        status: 200,
        body: subset({
          data: [],
          pagination: { page: 1, page_size: 1, current_page_size: 0, total_pages: 2, total_results: 2 },
          filter: { status: { $eq: 'cancelled' } },
        }),
      }),
      get(`${JOBS}?filter[status]=cancelled&page_size=1&page=2`, {
        status: 200,
        body: subset({ data: [subset({ name: 'j1' })] }),
      }),
      ...stops('j2'),
    ],
  },
  {
    id: 'job-list-refused',
    title: 'a list refuses orders, fields and pages that it does not know',
    steps: [
      createsWorkspace(),
      get(
        `${JOBS}?filter[zz]=1`,
        refused(
          400,
          "<re:Unknown filter field 'zz'. Valid fields: \\['created_at', 'entity_type', 'id', 'name', 'project', 'source', " +
            "('spec', )?'status', 'updated_at', 'workspace'\\]>",
        ),
      ),
      get(`${JOBS}?sort=name`, { status: 422, body: { detail: [subset({ type: 'enum', input: 'name' })] } }),
      get(
        `${JOBS}?page=0`,
        invalid({
          type: 'greater_than',
          loc: ['query', 'page'],
          msg: 'Input should be greater than 0',
          input: '0',
          ctx: { gt: 0 },
        }),
      ),
      get('/apis/jobs/v2/workspaces/{ws}-nope/jobs', refused(404, "Workspace '{ws}-nope' not found"), {
        as: platformAdmin,
      }),
    ],
  },
  {
    id: 'job-steps',
    title: 'steps are listed with what they were ordered to do, and read as they are kept',
    steps: [
      createsWorkspace(),
      orders('j1', 'sleep', '120'),
      get(`${JOBS}/j1/steps`, {
        status: 200,
        body: subset({
          data: [
            subset({
              job: 'j1',
              fileset: 'job-fileset-j1',
              workspace: '{ws}',
              name: 's1',
              status: STARTING,
              step_spec: subset({ name: 's1', config: {}, lifecycle: LIFECYCLE }),
            }),
          ],
          pagination: { page: 1, page_size: 25, current_page_size: 1, total_pages: 1, total_results: 1 },
          sort: 'created_at',
          filter: { job: 'j1' },
        }),
      }),
      get(`${JOBS}/j1/steps/s1`, {
        status: 200,
        body: subset({
          name: 's1',
          status: STARTING,
          config: { _step_spec_name: 's1' },
          error_details: null,
        }),
      }),
      get(`${JOBS}/j1/steps/s2`, refused(404, "Step 's2' for job 'j1' not found in workspace '{ws}'.")),
      get(`${JOBS}/j1/steps?filter[status]=active`, {
        status: 422,
        body: {
          detail: '<re:The request contains invalid values. filter.status: Input should be a valid list.*>',
        },
      }),
      ...stops('j1'),
      patch(
        `${JOBS}/j1/steps/s1/status`,
        { status: 'active' },
        refused(
          409,
          "Cannot update job step 's1' to status '{Product}JobStatus.ACTIVE' from its current state. Refresh the step " +
            'status and try again.',
        ),
      ),
    ],
  },
  {
    id: 'job-tasks',
    title: 'what a task tells, its job tells, too',
    only: { until: '0.7', why: 'later a step that is over takes no tasks: see job-tasks-late' },
    steps: [
      createsWorkspace(),
      orders('j1', 'sleep', '120'),
      ...stops('j1'),
      put(
        `${JOBS}/j1/steps/s1/tasks/t1`,
        { status: 'active', status_details: { epoch: 1 } },
        {
          status: 200,
          body: {
            name: 't1',
            workspace: '{ws}',
            project: null,
            step_id: '<id>',
            status: 'active',
            status_details: { epoch: 1 },
            error_details: {},
            error_stack: null,
            id: '<id>',
            created_at: '<timestamp>',
            created_by: '<string>',
            updated_at: '<timestamp>',
            updated_by: '<string>',
            entity_id: '<id>',
            parent: '<id>',
            db_version: 1,
          },
        },
      ),
      put(`${JOBS}/j1/steps/s1/tasks/t1`, {}, { status: 200, body: subset({ status: 'active' }) }),
      put(
        `${JOBS}/j1/steps/s1/tasks/t1`,
        { status: 'error', error_stack: 'here' },
        { status: 200, body: subset({ status: 'error', error_stack: 'here' }) },
      ),
      put(
        `${JOBS}/j1/steps/s1/tasks/t1`,
        { status: 'active' },
        { status: 200, body: subset({ status: 'error' }) },
      ),
      get(`${JOBS}/j1`, { status: 200, body: subset({ status_details: subset({ epoch: 1 }) }) }),
      get(
        `${JOBS}/j1/steps/s1/tasks/t2`,
        refused(404, "Task 't2' for step 's1' of job 'j1' not found in workspace '{ws}'."),
      ),
      patch(`${JOBS}/j1/status-details`, { loss: 2 }, { status: 200, body: null }),
      get(`${JOBS}/j1`, { status: 200, body: subset({ status_details: subset({ epoch: 1, loss: 2 }) }) }),
    ],
  },
  {
    id: 'job-tasks-late',
    title: 'a task that tells something after its step was cancelled is cancelled, too',
    only: { since: '0.8', why: 'before, it could go on' },
    steps: [
      createsWorkspace(),
      orders('j1', 'sleep', '120'),
      ...stops('j1'),
      put(
        `${JOBS}/j1/steps/s1/tasks/t1`,
        { status: 'active', status_details: { epoch: 1 } },
        {
          status: 200,
          body: subset({
            name: 't1',
            status: 'cancelled',
            status_details: { message: 'Task finalized because job step is cancelled' },
          }),
        },
      ),
    ],
  },
  {
    id: 'job-results',
    title: 'a result is a name for a file, which can be fetched by it',
    steps: [
      createsWorkspace(),
      orders('j1', 'true'),
      post(
        `${JOBS}/j1/results/r1`,
        { artifact_url: 'fileset://{ws}/job-fileset-j1#out.txt', artifact_storage_type: 'fileset' },
        {
          status: 201,
          body: {
            name: 'r1',
            job: '<id>',
            workspace: '{ws}',
            project: null,
            created_at: '<timestamp>',
            updated_at: '<timestamp>',
            artifact_url: 'fileset://{ws}/job-fileset-j1#out.txt',
            artifact_storage_type: 'fileset',
            download_url: null,
          },
        },
      ),
      post(
        `${JOBS}/j1/results/r1`,
        { artifact_url: 'x', artifact_storage_type: 'fileset' },
        refused(409, "Entity with name 'r1' already exists in workspace '{ws}'"),
      ),
      get(`${JOBS}/j1/results/r1/download`, { status: 500 }),
      put(
        '/apis/files/v2/workspaces/{ws}/filesets/job-fileset-j1/-/out.txt',
        undefined,
        { status: 200 },
        {
          rawBody: 'a result',
          headers: { 'content-type': 'application/octet-stream' },
        },
      ),
      get(`${JOBS}/j1/results/r1/download`, {
        status: 200,
        body: 'a result',
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': 'attachment; filename="r1"',
          'accept-ranges': 'bytes',
        },
      }),
      get(`${JOBS}/j1/results`, { status: 200, body: { data: [subset({ name: 'r1' })] } }),
      get(`${JOBS}/j1/results/r2`, refused(404, "Result 'r2' for job 'j1' not found in workspace '{ws}'.")),
    ],
  },
  {
    id: 'job-result-folder',
    title: 'a result that is a folder comes as an archive',
    steps: [
      createsWorkspace(),
      orders('j1', 'true'),
      put(
        '/apis/files/v2/workspaces/{ws}/filesets/job-fileset-j1/-/dir/a.txt',
        undefined,
        { status: 200 },
        {
          rawBody: 'a',
          headers: { 'content-type': 'application/octet-stream' },
        },
      ),
      post(
        `${JOBS}/j1/results/r1`,
        { artifact_url: 'fileset://{ws}/job-fileset-j1#dir', artifact_storage_type: 'fileset' },
        { status: 201 },
      ),
      get(`${JOBS}/j1/results/r1/download`, {
        status: 200,
        headers: {
          'content-type': 'application/x-tar',
          'content-disposition': 'attachment; filename="r1.tar.gz"',
        },
      }),
    ],
  },
  {
    id: 'job-logs',
    title: 'what can be asked of a log',
    steps: [
      createsWorkspace(),
      orders('j1', 'true'),
      get(`${JOBS}/j1/logs`, { status: 200, body: { data: [], total: 0, next_page: null, prev_page: null } }),
      get(
        `${JOBS}/j1/logs?tail=5&limit=5`,
        refused(400, 'tail cannot be combined with limit; tail controls the returned log window size.'),
      ),
      get(
        `${JOBS}/j1/logs?tail=5&page_cursor=x`,
        refused(
          400,
          'tail cannot be combined with page_cursor; pass the returned prev_page as page_cursor without tail.',
        ),
      ),
      get(
        `${JOBS}/j1/logs?page_cursor=x`,
        changedIn<Expectation>('0.7', 'a cursor that does not fit is a value that does not', {
          before: refused(500, 'Failed to query job logs'),
          after: refused(422, 'Invalid page cursor'),
        }),
      ),
      get(`${JOBS}/j1/logs?limit=0`, {
        status: 422,
        body: { detail: [subset({ type: 'greater_than', loc: ['query', 'limit'] })] },
      }),
      get(`${JOBS}/j1/logs?tail=10001`, {
        status: 422,
        body: { detail: [subset({ type: 'less_than_equal', loc: ['query', 'tail'] })] },
      }),
    ],
  },
  {
    id: 'job-roles',
    title: 'a Viewer reads jobs, and neither makes nor stops them',
    steps: [
      createsWorkspace(),
      adds(viewer, 'Viewer'),
      orders('j1', 'true'),
      get(`${JOBS}/j1`, { status: 200 }, { as: viewer, retryFor: 15 }),
      get(`${JOBS}/j1/logs`, { status: 200 }, { as: viewer }),
      post(JOBS, {}, FORBIDDEN, { as: viewer }),
      post(`${JOBS}/j1/cancel`, undefined, FORBIDDEN, { as: viewer }),
      remove(`${JOBS}/j1`, FORBIDDEN, { as: viewer }),
    ],
  },
]
