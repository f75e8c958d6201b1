/** Files: bytes in and out, ranges, folders, paths. */

import { subset, unordered } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import { createsWorkspace, FILESETS, get, post, put, refused, remove, STUMBLED } from '../steps.ts'

const CONTENT = `${FILESETS}/fs/-`
const FILES = `${FILESETS}/fs/files`
const TEN = 'abcdefghij'
const NO_BODY = '<empty>'

/** The fileset of the case. */
function opens(): Step[] {
  return [createsWorkspace(), post(FILESETS, { name: 'fs' }, { status: 200 })]
}

/** A file as it is told. */
function file(path: string, size: number, cacheStatus: string | null = null) {
  return {
    file_ref: `{ws}/fs#${path}`,
    file_url: `/apis/files/v2/workspaces/{ws}/filesets/fs/-/${path}`,
    path,
    size,
    cache_status: cacheStatus,
  }
}

function uploads(
  path: string,
  content: string | Uint8Array = 'x',
  expect: Expectation = { status: 200 },
): Step {
  return put(`${CONTENT}/${path}`, undefined, expect, { rawBody: content, headers: BYTES })
}

const BYTES = { 'content-type': 'application/octet-stream' }

/** An answer with content. */
function holds(content: string, headers: Readonly<Record<string, string | null>> = {}): Expectation {
  const length = { 'content-length': String(new TextEncoder().encode(content).length) }
  const body = content === '' ? NO_BODY : content
  return { status: 200, body, headers: { 'content-type': 'application/octet-stream', ...length, ...headers } }
}

function downloads(path: string, content: string): Step {
  return get(`${CONTENT}/${path}`, holds(content))
}

function lists(path: string | undefined, ...files: unknown[]): Step {
  const query = path === undefined ? '' : `?path=${encodeURIComponent(path)}`
  return get(`${FILES}${query}`, { status: 200, body: { data: unordered(...files) } })
}

function listed(path: string, size: number) {
  return file(path, size, 'not_cacheable')
}

function outside(path: string): Expectation {
  return refused(
    400,
    `Path '${path}' resolves outside of the storage root. This may indicate a path traversal attack. ` +
      'Ensure that paths such as ../.. are not used in the path.',
  )
}

function ranged(range: string, expect: Expectation, more: Record<string, string> = {}): Step {
  return get(`${CONTENT}/ten`, expect, { headers: { range, ...more } })
}

/** An answer with a part of the ten letters. */
function part(first: number, last: number): Expectation {
  const content = TEN.slice(first, last + 1)
  const headers = { 'content-range': `bytes ${first}-${last}/10`, 'accept-ranges': 'bytes' }
  return { ...holds(content, headers), status: 206 }
}

const absent = (path: string) => refused(404, `File '${path}' not found in fileset '{ws}/fs'`)
const UNREACHABLE = refused(502, 'Failed to connect to upstream storage backend')
const isFolder = (path: string) =>
  refused(
    507,
    `<re:Storage error: \\[Errno 21\\] Is a directory: '.*/fs${path}\\.tmp\\..*' -> '.*/fs${path}'>`,
  )

export const fileCases: readonly Scenario[] = [
  {
    id: 'file-roundtrip',
    title: 'what goes in comes out',
    steps: [
      ...opens(),
      uploads('a.txt', 'hello', { status: 200, body: file('a.txt', 5) }),
      get(`${CONTENT}/a.txt`, {
        ...holds('hello', {
          'accept-ranges': 'bytes',
          etag: null,
          'last-modified': null,
          'content-disposition': null,
        }),
      }),
      get(
        `${CONTENT}/a.txt`,
        { status: 200, body: NO_BODY, headers: { 'content-length': '5' } },
        {
          method: 'HEAD',
        },
      ),
      lists(undefined, listed('a.txt', 5)),
    ],
  },
  {
    id: 'file-overwrite',
    title: 'a file is overwritten without a word',
    steps: [
      ...opens(),
      uploads('a', 'a long first one'),
      uploads('a', 'second', { status: 200, body: file('a', 6) }),
      downloads('a', 'second'),
      lists(undefined, listed('a', 6)),
    ],
  },
  {
    id: 'file-types',
    title: 'the content type says nothing, with or without one',
    steps: [
      ...opens(),
      put(
        `${CONTENT}/a`,
        undefined,
        { status: 200 },
        { rawBody: 'text', headers: { 'content-type': 'text/plain' } },
      ),
      put(`${CONTENT}/b`, { a: 1 }, { status: 200, body: subset({ size: 7 }) }),
      put(`${CONTENT}/c`, undefined, { status: 200 }, { rawBody: new TextEncoder().encode('bytes') }),
      downloads('a', 'text'),
      downloads('c', 'bytes'),
    ],
  },
  {
    id: 'file-empty',
    title: 'a file may be empty',
    steps: [
      ...opens(),
      uploads('empty', '', { status: 200, body: file('empty', 0) }),
      downloads('empty', ''),
      get(`${CONTENT}/empty`, { status: 200, headers: { 'content-length': '0' } }, { method: 'HEAD' }),
      lists('empty', listed('empty', 0)),
    ],
  },
  {
    id: 'file-form',
    title: 'of a form, the field `file` is taken',
    steps: [
      ...opens(),
      ...(['file', 'other'] as const).flatMap((field) => [
        put(
          `${CONTENT}/${field}`,
          undefined,
          { status: 200, body: file(field, field === 'file' ? 7 : 0) },
          {
            headers: { 'content-type': 'multipart/form-data; boundary=B' },
            rawBody: `--B\r\nContent-Disposition: form-data; name="${field}"; filename="x"\r\n\r\ncontent\r\n--B--\r\n`,
          },
        ),
      ]),
      downloads('file', 'content'),
      put(`${CONTENT}/bad`, undefined, STUMBLED, {
        headers: { 'content-type': 'multipart/form-data' },
        rawBody: 'x',
      }),
    ],
  },
  {
    id: 'file-nested',
    title: 'paths may have folders, with slashes encoded or not',
    steps: [
      ...opens(),
      uploads('dir/sub/a', 'one', { status: 200, body: file('dir/sub/a', 3) }),
      uploads('dir%2Fb', 'two', { status: 200, body: file('dir/b', 3) }),
      downloads('dir%2Fsub%2Fa', 'one'),
      downloads('dir/b', 'two'),
    ],
  },
  {
    id: 'file-names',
    title: 'names may hold nearly everything; the URL in the answer is not encoded',
    steps: [
      ...opens(),
      ...[
        'with space#?%.txt',
        'ünï 漢.txt',
        'back\\slash',
        '.hidden',
        'quo\'te"',
        '*[a]?',
        'a+b&c=d',
      ].flatMap((name) => [
        uploads(encodeURIComponent(name), 'x', { status: 200, body: file(name, 1) }),
        downloads(encodeURIComponent(name), 'x'),
        lists(name, listed(name, 1)),
        remove(`${CONTENT}/${encodeURIComponent(name)}`, { status: 200, body: file(name, 1) }),
      ]),
    ],
  },
  {
    id: 'file-dots',
    title: 'dots and double slashes are resolved, but told as they came',
    steps: [
      ...opens(),
      uploads('d%2F..%2Fa', 'one', { status: 200, body: file('d/../a', 3) }),
      uploads('d//b', 'two', { status: 200, body: file('d//b', 3) }),
      uploads('c/', 'three', { status: 200, body: file('c/', 5) }),
      lists(undefined, listed('a', 3), listed('d/b', 3), listed('c', 5)),
      downloads('a/', 'one'),
      downloads('d/b', 'two'),
      remove(`${CONTENT}/x%2F..%2Fa`, { status: 200, body: file('x/../a', 3) }),
      get(`${CONTENT}/a`, absent('a')),
    ],
  },
  {
    id: 'file-outside',
    title: 'a path that leads out of the fileset is refused',
    steps: [
      ...opens(),
      ...['../x', './..', '../../etc/passwd', '/etc/passwd', 'a/../../x'].flatMap((path) => [
        uploads(encodeURIComponent(path), 'x', outside(path)),
        get(`${CONTENT}/${encodeURIComponent(path)}`, outside(path)),
        remove(`${CONTENT}/${encodeURIComponent(path)}`, outside(path)),
        get(`${FILES}?path=${encodeURIComponent(path)}`, outside(path)),
        get(`${CONTENT}/${encodeURIComponent(path)}`, { status: 400 }, { method: 'HEAD' }),
      ]),
      lists(undefined),
    ],
  },
  {
    id: 'file-missing',
    title: 'a file that is not there',
    steps: [
      ...opens(),
      get(`${CONTENT}/dir/a`, absent('dir/a')),
      get(`${CONTENT}/dir/a`, { status: 404, body: NO_BODY }, { method: 'HEAD' }),
      remove(`${CONTENT}/dir/a`, absent('dir/a')),
      get(`${CONTENT}/`, absent('')),
      lists('dir/a'),
    ],
  },
  {
    id: 'file-delete',
    title: 'a file is deleted once; its neighbours stay',
    steps: [
      ...opens(),
      uploads('dir/a', 'one'),
      uploads('dir/b', 'two'),
      remove(`${CONTENT}/dir/a`, { status: 200, body: file('dir/a', 3) }),
      remove(`${CONTENT}/dir/a`, absent('dir/a')),
      get(`${CONTENT}/dir/a`, absent('dir/a')),
      lists('dir', listed('dir/b', 3)),
    ],
  },
  {
    id: 'file-list',
    title: 'a list holds the whole tree below a path, not what merely begins like it',
    steps: [
      ...opens(),
      uploads('a'),
      uploads('dir/b'),
      uploads('dir/sub/c'),
      uploads('directory/d'),
      lists(undefined, listed('a', 1), listed('dir/b', 1), listed('dir/sub/c', 1), listed('directory/d', 1)),
      lists('', listed('a', 1), listed('dir/b', 1), listed('dir/sub/c', 1), listed('directory/d', 1)),
      lists('dir', listed('dir/b', 1), listed('dir/sub/c', 1)),
      lists('dir/', listed('dir/b', 1), listed('dir/sub/c', 1)),
      lists('dir/../dir/sub', listed('dir/sub/c', 1)),
      lists('di'),
      lists('a/', listed('a', 1)),
      get(`${FILES}?path=a&include_cache_status=true`, { status: 200, body: { data: [listed('a', 1)] } }),
      get(`${FILES}?include_cache_status=maybe`, { status: 422 }),
    ],
  },
  {
    id: 'file-folder',
    title: 'a folder is no file, though HEAD takes it for the first one in it',
    quirk: true,
    steps: [
      ...opens(),
      uploads('dir/a', 'one'),
      get(`${CONTENT}/dir`, UNREACHABLE),
      get(`${CONTENT}/`, UNREACHABLE),
      get(`${CONTENT}/dir`, { status: 200, headers: { 'content-length': '3' } }, { method: 'HEAD' }),
      remove(`${CONTENT}/dir`, STUMBLED),
      uploads('dir', 'x', isFolder('/dir')),
      uploads('', 'x', isFolder('')),
      downloads('dir/a', 'one'),
    ],
  },
  {
    id: 'file-folder-stays',
    title: 'a folder stays when its last file goes',
    quirk: true,
    steps: [
      ...opens(),
      uploads('dir/sub/a'),
      remove(`${CONTENT}/dir/sub/a`, { status: 200 }),
      get(`${CONTENT}/dir`, absent('dir')),
      lists('dir'),
      uploads('dir', 'x', isFolder('/dir')),
      remove(`${CONTENT}/dir/sub`, STUMBLED),
    ],
  },
  {
    id: 'file-below-file',
    title: 'nothing can be below a file',
    quirk: true,
    steps: [
      ...opens(),
      uploads('a'),
      uploads('a/b', 'x', refused(507, "<re:Storage error: \\[Errno 17\\] File exists: '.*/fs/a'>")),
      uploads('a/b/c', 'x', refused(507, "<re:Storage error: \\[Errno 20\\] Not a directory: '.*/fs/a/b'>")),
      get(`${CONTENT}/a/b`, STUMBLED),
      remove(`${CONTENT}/a/b`, STUMBLED),
      get(`${FILES}?path=a/b`, STUMBLED),
    ],
  },
  {
    id: 'file-long-names',
    title: 'names are limited to 242 bytes, since 13 more are needed while they are written',
    quirk: true,
    steps: [
      ...opens(),
      uploads('n'.repeat(242)),
      uploads(
        'n'.repeat(243),
        'x',
        refused(507, `<re:Storage error: \\[Errno 36\\] File name too long: '.*/fs/n{243}\\.tmp\\..*'>`),
      ),
      uploads(
        `${'n'.repeat(256)}/a`,
        'x',
        refused(507, `<re:Storage error: \\[Errno 36\\] File name too long: '.*/fs/n{256}'>`),
      ),
      get(`${CONTENT}/${'n'.repeat(256)}`, STUMBLED),
      uploads('nul%00', 'x', refused(500, 'Upload failed: embedded null byte')),
      get(`${CONTENT}/nul%00`, STUMBLED),
    ],
  },
  {
    id: 'file-ranges',
    title: 'a part of a file: from, to, and from the end',
    steps: [
      ...opens(),
      uploads('ten', TEN),
      ranged('bytes=0-3', part(0, 3)),
      ranged('bytes=5-', part(5, 9)),
      ranged('bytes=-3', part(7, 9)),
      ranged('bytes=-100', part(0, 9)),
      ranged('bytes=0-9', part(0, 9)),
      ranged('bytes=9-9', part(9, 9)),
      ranged('bytes=00-03', part(0, 3)),
      get(
        `${CONTENT}/ten`,
        { status: 200, headers: { 'content-length': '10' } },
        {
          method: 'HEAD',
          headers: { range: 'bytes=0-3' },
        },
      ),
    ],
  },
  {
    id: 'file-ranges-refused',
    title: 'ranges that cannot be',
    steps: [
      ...opens(),
      uploads('ten', TEN),
      uploads('empty', ''),
      ...[
        'bytes=10-',
        'bytes=5-3',
        'bytes=-0',
        'bytes=-',
        'bytes=',
        'bytes=a-b',
        'items=0-3',
        'Bytes=0-3',
      ].map((range) =>
        ranged(range, { ...refused(416, `Invalid range: ${range}`), headers: { 'content-range': null } }),
      ),
      ...['bytes=0-', 'bytes=-1'].map((range) =>
        get(`${CONTENT}/empty`, refused(416, `Invalid range: ${range}`), { headers: { range } }),
      ),
      get(`${CONTENT}/missing`, absent('missing'), { headers: { range: 'bytes=0-3' } }),
    ],
  },
  {
    id: 'file-ranges-odd',
    title:
      'a range that goes too far is refused, of several only the first is given, and conditions mean nothing',
    quirk: true,
    steps: [
      ...opens(),
      uploads('ten', TEN),
      ranged('bytes=0-10', refused(416, 'Invalid range: bytes=0-10')),
      ranged('bytes=0-1,3-4', part(0, 1)),
      ranged('bytes=0-3junk', part(0, 3)),
      ranged('bytes=0-3', part(0, 3), { 'if-range': '"other"' }),
      get(`${CONTENT}/ten`, holds(TEN), { headers: { 'if-none-match': '*' } }),
      put(`${CONTENT}/ten`, undefined, { status: 200 }, { rawBody: 'x', headers: { 'if-none-match': '*' } }),
    ],
  },
]
