import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportCourse, type CourseContext, type CourseOrder } from '#main/core/export/export-course.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { CourseFormat } from '#shared/package/course/course.ts'
import { controlDocuments } from '#shared/package/scorm/control-documents.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { contextOf, fakeServices, orderOf, writeAndLoad } from '../main/export/fake-export.ts'
import { buildPlayer, playerFolder, unpack } from './build-package.ts'
import { findPackageProblems } from './check-content-package.ts'
import { findAll, findOne, readXml, type Node } from './read-xml.ts'
import { createManifestValidator } from './validate-manifest.ts'

let folder: string

beforeAll(async () => {
  await buildPlayer()
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-course-'))
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Three lessons of one clip; only the encoder is a stand-in. */
async function setUp() {
  const home = await mkdtemp(path.join(folder, 'course-'))
  const base = orderOf(await writeAndLoad(home), '')
  const { services, renders } = fakeServices(home, playerFolder)
  const lessons = ['One', 'Two & <more>', 'Three'].map((title, index) => ({
    ...base,
    document: { ...base.document, id: `lesson-${index}` as LessonId, metadata: { ...base.document.metadata, title } },
  }))
  const at = (name: string): string => path.join(home, name)
  const run = (name: string, format: CourseFormat, change: Partial<CourseOrder> = {}, context: CourseContext = contextOf()) =>
    exportCourse({ title: 'All', format, preset: 'lms', lessons, outputFile: at(name), ...change }, services, context)
  return { at, run, renders, lessons, services, home }
}

async function unpacked(
  zip: string,
): Promise<{ readonly paths: readonly string[]; readonly read: (name: string) => Promise<Buffer> }> {
  const site = `${zip}-unpacked`
  await unpack(zip, site)
  const entries = await readdir(site, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const paths = files.map((file) => path.relative(site, file).replaceAll('\\', '/'))
  return { paths, read: (name) => readFile(path.join(site, name)) }
}

test.each(['cc11', 'cc13'] as const)('one cartridge (%s) holds a folder of each lesson', async (format) => {
  const { at, run, renders } = await setUp()
  await run('course.imscc', format)
  const { paths, read } = await unpacked(at('course.imscc'))
  const manifest = (await read('imsmanifest.xml')).toString()
  expect(findPackageProblems(manifest, paths)).toEqual([])
  const root = findOne(readXml(manifest), 'organization').children[0]
  expect(root?.children.map((item) => item.children[0]?.text)).toEqual(['One', 'Two & ‹more›', 'Three'])
  expect(renders).toHaveLength(3)
})

test('one SCORM 2004 package holds an item for each lesson, valid by its schemas', async () => {
  const { at, run } = await setUp()
  await run('course.zip', 'scorm2004')
  const { paths, read } = await unpacked(at('course.zip'))
  const manifest = (await read('imsmanifest.xml')).toString()
  expect(await (await createManifestValidator('scorm2004'))(manifest)).toEqual([])
  const control: readonly string[] = controlDocuments
  expect(
    findPackageProblems(
      manifest,
      paths.filter((each) => !control.includes(each)),
    ),
  ).toEqual([])
  expect(findAll(readXml(manifest), 'item').map(({ attributes }) => attributes['identifierref'])).toEqual(
    ['lesson-0', 'lesson-1', 'lesson-2'].map((id) => `resource-${id}`),
  )
  expect(paths).toEqual(expect.arrayContaining([...controlDocuments]))
})

test(
  'a Moodle backup has an activity for each lesson, and every file that it names in its pool',
  { timeout: 60_000 },
  async () => {
    const { at, run } = await setUp()
    await run('course.mbz', 'mbz')
    const { paths, read } = await unpacked(at('course.mbz'))
    const document = async (name: string): Promise<Node> => readXml((await read(name)).toString())
    // What Moodle looks at to know its own backups.
    expect((await read('moodle_backup.xml')).subarray(0, 200).toString()).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\s*<moodle_backup>\s*<information>/,
    )
    const backup = await document('moodle_backup.xml')
    const activities = findAll(backup, 'activity').filter(({ children }) => children.length > 0)
    expect(activities.map((each) => findOne(each, 'title').text)).toEqual(['One', 'Two & ‹more›', 'Three'])
    const files = new Map(findAll(await document('files.xml'), 'file').map((file) => [file.attributes['id'], file]))
    for (const activity of activities) {
      const home = findOne(activity, 'directory').text
      for (const name of ['module', 'scorm', 'grades', 'inforef', 'roles']) expect(paths).toContain(`${home}/${name}.xml`)
      const scorm = await document(`${home}/scorm.xml`)
      const [, sco] = findAll(scorm, 'sco')
      const field = (node: Node | undefined, name: string): string | undefined =>
        node?.children.find((child) => child.name === name)?.text
      expect(field(scorm.children[0], 'launch')).toBe(sco?.attributes['id'])
      const references = findAll(await document(`${home}/inforef.xml`), 'file').map((file) => files.get(findOne(file, 'id').text))
      const named = references.map((file) => `${field(file, 'filearea')}${field(file, 'filepath')}${field(file, 'filename')}`)
      expect(named).toEqual(expect.arrayContaining(['content/imsmanifest.xml', 'content/index.html', 'content/media/lesson.mp4']))
      expect(named.filter((each) => each.startsWith('package/'))).toHaveLength(1)
      for (const file of references) expect(field(file, 'contextid')).toBe(scorm.attributes['contextid'])
      expect(field(scorm.children[0], 'sha1hash')).toBe(field(references[0], 'contenthash'))
    }
    for (const file of files.values()) {
      const hash = findOne(file, 'contenthash').text
      const bytes = await read(`files/${hash.slice(0, 2)}/${hash}`)
      expect([createHash('sha1').update(bytes).digest('hex'), String(bytes.length)]).toEqual([
        hash,
        findOne(file, 'filesize').text,
      ])
    }
    const settings = findAll(backup, 'setting').map((each) => findOne(each, 'name').text)
    expect(settings).toEqual(expect.arrayContaining(['activities', 'section_2_included', 'scorm_3_included']))
  },
)

test('the same lessons give the same bytes', { timeout: 60_000 }, async () => {
  const { at, run } = await setUp()
  await run('course.mbz', 'mbz')
  const first = await readFile(at('course.mbz'))
  await run('course.mbz', 'mbz')
  expect((await readFile(at('course.mbz'))).equals(first)).toBe(true)
})

test('a lesson that cannot go along is named before the first is rendered', async () => {
  const { run, renders, lessons, home } = await setUp()
  const [one, two] = lessons
  if (!one || !two) throw new Error('no lessons')
  const empty = { ...two, document: { ...two.document, mainTrack: [], clips: {} } }
  await expect(run('c.imscc', 'cc13', { lessons: [one, empty] })).rejects.toMatchObject({
    code: 'course.lesson-refused',
    message: expect.stringContaining('“Two & <more>”'),
  })
  await expect(run('c.imscc', 'cc13', { lessons: [one, one] })).rejects.toMatchObject({ code: 'course.same-lesson' })
  await expect(run('c.imscc', 'cc13', { lessons: [] })).rejects.toMatchObject({ code: 'course.empty' })
  expect(renders).toEqual([])
  expect((await readdir(home)).filter((name) => name.includes('imscc') || name.startsWith('tidbit-'))).toEqual([])
})

test('a lesson that fails on the way is named, and nothing stays; nor where the user stops', async () => {
  const { run, lessons, home } = await setUp()
  const failing: CourseContext = {
    ...contextOf(),
    prepare: ({ document }) =>
      document.id === lessons[2]?.document.id
        ? Promise.reject(appError('media.asset-missing', { assetId: 'x' }))
        : Promise.resolve(),
  }
  await expect(run('c.mbz', 'mbz', {}, failing)).rejects.toMatchObject({
    code: 'course.lesson-failed',
    message: expect.stringContaining('“Three”'),
  })
  const controller = new AbortController()
  const stopping = { ...contextOf(controller.signal), tellLesson: (number: number) => number === 2 && controller.abort() }
  await expect(run('c.mbz', 'mbz', {}, stopping as CourseContext)).rejects.toMatchObject({ code: 'cancelled' })
  expect((await readdir(home)).filter((name) => name.includes('mbz') || name.startsWith('tidbit-'))).toEqual([])
})
