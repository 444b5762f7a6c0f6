import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text as readText } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { createKeptLibraries } from '#main/core/try-platform/kept-libraries.ts'
import { openPackage } from '#main/core/try-platform/open-package.ts'
import { createTrials } from '#main/core/try-platform/trials.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { exportRecordFile } from '#shared/package/export-record.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-try-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function zip(name: string, files: Readonly<Record<string, string>>, compress = true): Promise<string> {
  const made = new ZipFile()
  for (const [path, content] of Object.entries(files)) made.addBuffer(Buffer.from(content), path, { compress })
  made.end()
  const file = join(folder, name)
  await pipeline(made.outputStream, createWriteStream(file))
  return file
}

/** One name for two files: what is looked at need not be what is played. */
async function twice(): Promise<string> {
  const file = await zip('twice.zip', { 'index.html': 'x', 'index.htmX': 'y' }, false)
  await writeFile(file, Buffer.from((await readFile(file)).toString('latin1').replaceAll('htmX', 'html'), 'latin1'))
  return file
}

const signal = new AbortController().signal
const trialsIn = (name: string) =>
  createTrials(createKeptLibraries(join(folder, name)), (thrown) => {
    throw thrown
  })
const manifest = (schema: string, items: string, resources: string) =>
  `<?xml version="1.0"?><manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata>${schema}</metadata><organizations default="b"><organization identifier="a"><title>Wrong</title></organization>
  <organization identifier="b"><title>Course &amp; more</title>${items}</organization></organizations><resources>${resources}</resources></manifest>`

describe('a package of any origin', () => {
  it('is SCORM 1.2 with its lessons, parameters and pass mark', async () => {
    const items =
      '<item identifierref="r"><title>One</title><adlcp:masteryscore>80</adlcp:masteryscore></item><item identifierref="r" parameters="?x=1"><title>Two</title></item>'
    const source = manifest(
      '<schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>',
      items,
      '<resource identifier="r" href="a/start.html?y=2"/>',
    )
    const opened = await openPackage(
      await zip('12.zip', {
        // What the next export is compared with travels in every package of ours.
        [exportRecordFile]: '{}',
        'imsmanifest.xml': source,
        'a/start.html': 'x',
        'a/player/lesson.js': 'own',
        'player/lesson.js': 'another',
      }),
      signal,
    )
    const [one] = opened.starts
    expect(one && (await opened.readLesson(one))).toBe('own')
    expect(opened).toMatchObject({
      kind: 'scorm12',
      title: 'Course & more',
      starts: [
        { title: 'One', address: 'a/start.html?y=2', passMark: 80 },
        { title: 'Two', address: 'a/start.html?y=2&x=1', passMark: null },
      ],
    })
    opened.close()
  })

  it('is SCORM 2004 by its version, with the measure of its objective', async () => {
    const item =
      '<item identifierref="r"><title>One</title><imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>'
    const source = manifest(
      '<schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion>',
      item,
      '<resource identifier="r" href="i.html"/>',
    )
    const opened = await openPackage(await zip('2004.zip', { 'imsmanifest.xml': source }), signal)
    expect(opened).toMatchObject({ kind: 'scorm2004', starts: [{ passMark: 70 }] })
    opened.close()
  })

  it('is cmi5, whose lessons elsewhere are left out', async () => {
    const source =
      '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="urn:c"><title><langstring lang="en">C</langstring></title></course><au id="urn:a" moveOn="Passed" masteryScore="0.6"><title><langstring lang="en">A</langstring></title><url>a.html</url></au><au id="urn:b"><url>https://elsewhere.example/b</url></au></courseStructure>'
    const file = await zip('cmi5.zip', { 'cmi5.xml': source, 'a.html': 'x' })
    const trials = trialsIn('libraries')
    const trial = await trials.open(file, () => undefined)
    expect(trial.package.starts).toEqual([{ title: 'A', address: 'a.html', passMark: 60, moveOn: 'Passed' }])
    const query = new URLSearchParams(trial.launch(0, true).split('?')[1])
    expect(trials.isStore(query.get('fetch') ?? '')).toBe(true)
    expect(trials.isStore('http://127.0.0.1:1/xapi/')).toBe(false)
    expect(trials.find(trial.trialId)).toBe(trial)
    await trial.close()
    expect(trials.find(trial.trialId)).toBeNull()
    expect(trials.isStore(query.get('fetch') ?? '')).toBe(false)
  })

  it('is H5P, which says what it lacks, or a page', async () => {
    const h5p = JSON.stringify({
      title: 'T',
      preloadedDependencies: [
        { machineName: 'H5P.A', majorVersion: 1, minorVersion: 2 },
        { machineName: 'H5P.B', majorVersion: 1, minorVersion: 0 },
      ],
    })
    const opened = await openPackage(await zip('a.h5p', { 'h5p.json': h5p, 'H5P.A-1.2/library.json': '{}' }), signal)
    expect(opened).toMatchObject({ kind: 'h5p', missing: ['H5P.B 1.0'], starts: [] })
    opened.close()
    const whole = { 'h5p.json': h5p, 'H5P.A-1.2/library.json': '{}', 'H5P.B-1.0/library.json': '{}' }
    const complete = await openPackage(await zip('b.h5p', whole), signal)
    expect(complete).toMatchObject({ missing: [], starts: [{ title: 'T' }] })
    complete.close()
    const page = await openPackage(await zip('web.zip', { 'index.html': '<title>A &amp; B</title>' }), signal)
    expect(page).toMatchObject({ kind: 'web', title: 'A & B', starts: [{ address: 'index.html' }] })
    page.close()
  })

  it('of H5P plays with libraries that another package lends, and what those load themselves', async () => {
    const name = (machineName: string) => ({ machineName, majorVersion: 1, minorVersion: 0 })
    const library = (...needs: readonly string[]) => JSON.stringify({ preloadedDependencies: needs.map(name) })
    const h5p = JSON.stringify({ title: 'T', mainLibrary: 'A', preloadedDependencies: [name('A'), name('B')] })
    const trials = trialsIn('libraries')
    const trial = await trials.open(
      await zip('content.h5p', {
        'h5p.json': h5p,
        'content/content.json': 'own',
        'B-1.0/library.json': library(),
        'B-1.0/b.js': 'own',
      }),
      () => undefined,
    )
    expect(trial.package).toMatchObject({ missing: ['A 1.0'], starts: [] })
    const empty = await zip('empty.h5p', { 'h5p.json': '{}', 'content/content.json': 'theirs' })
    const refusal = await trial.lendLibraries(empty).catch((thrown: unknown) => describeError(toErrorData(thrown)))
    expect(refusal).toMatch(/^“empty.h5p” brings nothing of what is missing here \(A 1.0\)/)
    await trial.lendLibraries(await zip('part.h5p', { 'h5p.json': '{}', 'A-1.0/library.json': library('C') }))
    expect(trial.package).toMatchObject({ missing: ['C 1.0'], starts: [] })
    const rest = { 'h5p.json': h5p, 'content/content.json': 'theirs', 'B-1.0/b.js': 'theirs', 'C-1.0/library.json': library('A') }
    await trial.lendLibraries(await zip('rest.h5p', rest))
    expect(trial.package).toMatchObject({ missing: [], starts: [{ title: 'T' }] })
    expect(trial.launch(0, true)).toBe('/h5p/')
    const read = async (path: string) =>
      readText((await trial.findFile(path)?.read(0, trial.findFile(path)?.size ?? 0)) ?? Readable.from([]))
    expect(await read('content/content.json')).toBe('own')
    expect(await read('B-1.0/b.js')).toBe('own')
    expect(await read('C-1.0/library.json')).toBe(library('A'))
    trial.connection = 'lost'
    expect(trial.findFile('B-1.0/b.js')).toBeNull()
    await trial.close()
    // The next one finds them, with the first of them at hand, and none of the content.
    const next = await trialsIn('libraries').open(
      await zip('next.h5p', { 'h5p.json': h5p, 'B-1.0/library.json': library() }),
      () => undefined,
    )
    expect(next.package).toMatchObject({ missing: [], lentFrom: 'rest.h5p', starts: [{ title: 'T' }] })
    expect(next.findFile('content/content.json')).toBeNull()
    await next.close()
    await writeFile(join(folder, 'libraries', 'libraries.h5p'), 'broken')
    const asked = await trialsIn('libraries').open(join(folder, 'next.h5p'), () => undefined)
    expect(asked.package).toMatchObject({ missing: ['A 1.0'], lentFrom: null })
    await asked.close()
  })

  it('is opened at once where its page was made to be searched for ever', async () => {
    const file = await zip('slow.zip', { 'index.html': '<title'.repeat(1_000_000) }, false)
    const opened = await openPackage(file, signal)
    expect(opened.title).toBe('slow.zip')
    opened.close()
  })

  it('may have the names of other tools and other systems', async () => {
    const deep = 'a/b/c/d/e/f/g/h/i/j/deep.html'
    const file = await zip(
      'names.zip',
      { 'index.html': 'x', 'a/win.html': 'w', [deep]: 'd', 'A/win.html': 'W', 'a/what?.html': 'q' },
      false,
    )
    const bytes = await readFile(file)
    for (let at = bytes.indexOf('a/win'); at >= 0; at = bytes.indexOf('a/win')) bytes.write('a\\win', at)
    await writeFile(file, bytes)
    const opened = await openPackage(file, signal)
    for (const name of ['a/win.html', deep, 'A/win.html', 'a/what?.html']) expect(opened.sizeOf(name)).toBe(1)
    opened.close()
  })

  it('gives any stretch of a file, packed or not', async () => {
    const letters = Array.from({ length: 50_000 }, (_, index) =>
      String.fromCharCode(97 + ((index * index + (index >> 3)) % 26)),
    ).join('')
    for (const compress of [true, false]) {
      const opened = await openPackage(await zip(`range-${compress}.zip`, { 'index.html': 'x', film: letters }, compress), signal)
      for (const [from, to] of [
        [0, 50_000],
        [30_000, 30_010],
        [49_999, 50_000],
      ] as const)
        expect(await readText(await opened.read('film', from, to))).toBe(letters.slice(from, to))
      expect(opened.sizeOf('../film')).toBeNull()
      opened.close()
    }
  })

  it('is refused in one sentence where it is none', async () => {
    const noise = join(folder, 'noise.zip')
    await writeFile(noise, 'PK nonsense')
    const files = [
      [noise, 'is no package'],
      [await zip('empty.zip', {}), 'holds no lesson'],
      [await zip('other.zip', { 'a/index.html': 'x' }), 'holds no lesson'],
      [await zip('broken.zip', { 'imsmanifest.xml': '<manifest' }), 'its imsmanifest.xml cannot be read'],
      [await zip('pages.zip', { 'imsmanifest.xml': manifest('', '', '') }), 'names no page'],
      [await zip('h5p.zip', { 'h5p.json': '[' }), 'its h5p.json cannot be read'],
      [await zip('bomb.zip', { 'index.html': 'x'.repeat(5_000_000) }), '5 kB would become 5 MB when unpacked'],
      [await twice(), 'has “index.html” twice'],
      [await zip('a.tidbit', { 'tidbit.json': '{}', 'document.json': '{}' }), 'is a lesson to be edited'],
      [await zip('moodle.mbz', { 'moodle_backup.xml': 'x' }), 'is a backup of a Moodle course'],
    ] as const
    for (const [file, sentence] of files) {
      const thrown: unknown = await openPackage(file, signal).catch((error: unknown) => error)
      expect(describeError(toErrorData(thrown))).toContain(sentence)
    }
  })
})
