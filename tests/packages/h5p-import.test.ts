import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { H5PEditor } from '@lumieducation/h5p-server'
import { beforeAll, describe, expect, it } from 'vitest'
import { writePackage } from '#main/core/packaging/write-package.ts'
import { unpackH5pLibraries } from '#main/core/packaging/h5p-libraries.ts'
import { AppError, describeError } from '#shared/messages/app-error.ts'
import { findMissingLibraries } from '#shared/package/h5p/plan-h5p.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import type { SuppliedLibrary } from '#shared/package/h5p/supplied-libraries.ts'
import { makeFolder, makeMedia, playerFolder, unpack } from './build-package.ts'
import { h5pDocument, h5pMedia, standInLibraries, writeTextZip } from './h5p-lesson.ts'
import { openH5pServer, teacher } from './h5p-server.ts'

let folder = ''
let media: Readonly<Record<string, string>> = {}
let librariesFile = ''
let contentOnly = ''
let whole = ''

async function writeH5p(name: string, supplied: readonly SuppliedLibrary[] | null, libraryFolder: string): Promise<string> {
  const plan = planPackage(h5pDocument(), 'h5p', { preset: 'lms', posterTicks: null, h5pLibraries: supplied })
  if (!plan.ok) throw new Error(plan.error.code)
  const file = join(folder, name)
  await writePackage(plan.value, { playerFolder, media, assets: {}, libraryFolder }, file)
  return file
}

async function unpackLibraries(file: string): Promise<{ folder: string; supplied: readonly SuppliedLibrary[] }> {
  const unpacked = await makeFolder()
  return { folder: unpacked, supplied: await unpackH5pLibraries(file, unpacked, new AbortController().signal) }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'taken',
    (thrown: unknown) => (thrown instanceof AppError ? describeError(thrown.data) : String(thrown)),
  )
}

beforeAll(async () => {
  folder = await makeFolder()
  media = h5pMedia(await makeMedia(folder, 3))
  librariesFile = join(folder, 'libraries.h5p')
  const foreign = {
    'content/content.json': '{"other":"lesson"}',
    'H5P.Other-1.0/library.json': '{',
    'H5P.Text-1.1/run.exe': 'MZ',
  }
  await writeTextZip(librariesFile, { ...standInLibraries(), ...foreign, 'h5p.json': '{}' })
  contentOnly = await writeH5p('content.h5p', null, '')
  const { folder: libraryFolder, supplied } = await unpackLibraries(librariesFile)
  whole = await writeH5p('whole.h5p', supplied, libraryFolder)
}, 120_000)

describe('a platform with H5P', () => {
  const upload = (server: H5PEditor, file: string) => server.uploadPackage(file, teacher)

  it('takes a package that brings its libraries, with all of its content', async () => {
    const server = await openH5pServer(join(folder, 'bare'))
    const { metadata, parameters, installedLibraries } = await upload(server, whole)
    expect(installedLibraries.map(({ newVersion }) => newVersion?.machineName)).toContain('H5P.InteractiveVideo')
    expect(metadata).toMatchObject({ mainLibrary: 'H5P.InteractiveVideo', license: 'CC BY', licenseVersion: '4.0' })
    const site = join(folder, 'unpacked')
    await unpack(whole, site)
    expect(parameters).toEqual(JSON.parse(await readFile(join(site, 'content/content.json'), 'utf8')))
  })

  it('takes the content alone where it has the libraries, and refuses it where it has none', async () => {
    const server = await openH5pServer(join(folder, 'equipped'))
    await server.uploadPackage(whole, teacher, { onlyInstallLibraries: true })
    await expect(upload(server, contentOnly)).resolves.toMatchObject({ metadata: { mainLibrary: 'H5P.InteractiveVideo' } })
    const bare = await openH5pServer(join(folder, 'empty'))
    await expect(upload(bare, contentOnly)).rejects.toThrow()
  })
})

describe('libraries of a package of the user', () => {
  it('brings those along that the lesson needs, and nothing else of that package', async () => {
    const site = join(folder, 'site')
    await unpack(whole, site)
    const { supplied } = await unpackLibraries(librariesFile)
    const plan = planPackage(h5pDocument([]), 'h5p', { preset: 'lms', posterTicks: null, h5pLibraries: supplied })
    const folders = plan.ok ? new Set(plan.value.files.map(({ path }) => path.split('/')[0])) : new Set()
    expect(folders).toContain('H5P.InteractiveVideo-1.27')
    expect(folders).not.toContain('H5P.MultiChoice-1.16')
    expect(folders).not.toContain('H5P.Other-1.0')
    const h5p = JSON.parse(await readFile(join(site, 'h5p.json'), 'utf8')) as { title: string }
    expect(h5p.title).toBe('Why Jupiter is the giant of the planets')
    await expect(readFile(join(site, 'H5P.Text-1.1/run.exe'))).rejects.toThrow()
  })

  it('writes the content for the newer Interactive Video that the package has', async () => {
    const file = join(folder, 'newer.h5p')
    await writeTextZip(file, standInLibraries({ minors: { 'H5P.InteractiveVideo': 28 } }))
    const { supplied } = await unpackLibraries(file)
    const plan = planPackage(h5pDocument(), 'h5p', { preset: 'lms', posterTicks: null, h5pLibraries: supplied })
    const h5p = plan.ok ? plan.value.files.find(({ path }) => path === 'h5p.json') : undefined
    expect(h5p?.kind === 'text' && JSON.parse(h5p.text)).toMatchObject({
      preloadedDependencies: expect.arrayContaining([{ machineName: 'H5P.InteractiveVideo', majorVersion: 1, minorVersion: 28 }]),
    })
  })

  it('says what a package lacks, and what it has too old', async () => {
    const file = join(folder, 'old.h5p')
    const minors = { 'H5P.MultiChoice': 14, 'H5P.InteractiveVideo': 26 }
    await writeTextZip(file, standInLibraries({ leaveOut: ['H5P.TrueFalse', 'H5P.Transition'], minors }))
    const { supplied } = await unpackLibraries(file)
    expect(findMissingLibraries(h5pDocument(), supplied).toSorted()).toEqual([
      'H5P.InteractiveVideo 1.27 (the file has 1.26)',
      'H5P.MultiChoice 1.16 (the file has 1.14)',
      'H5P.Transition 1.0',
      'H5P.TrueFalse 1.8',
    ])
  })

  it('refuses what is no such file, or holds content only, in one sentence', async () => {
    expect(await refusal(unpackLibraries(contentOnly))).toMatch(/^“content.h5p” carries no libraries/)
    const hostile = join(folder, 'hostile.h5p')
    await writeTextZip(hostile, { 'H5P.Text-1.1/library.json': '{}', 'H5P.Text-1.1/LIBRARY.json': '{}' })
    expect(await refusal(unpackLibraries(hostile))).toMatch(/^“hostile.h5p” is not an .h5p file that can be opened/)
    expect(await refusal(unpackLibraries(join(folder, 'none.h5p')))).toMatch(/does not exist/)
    await mkdir(join(folder, 'a-folder.h5p'))
    expect(await refusal(unpackLibraries(join(folder, 'a-folder.h5p')))).not.toBe('taken')
  })
})
