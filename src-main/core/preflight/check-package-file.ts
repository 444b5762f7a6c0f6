import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '#shared/messages/app-error.ts'
import { preflightText } from '#shared/messages/ui/preflight.ts'
import { mostMegabytesPerMinute } from '#shared/preflight/check-lesson.ts'
import { find, sortFindings, type PreflightFinding } from '#shared/preflight/finding.ts'
import { checkPackage, type CheckedPackage } from '#shared/preflight/package/check-package.ts'
import { inLesson, readMoodleBackup, type MoodleBackup } from '#shared/preflight/package/moodle-backup.ts'
import type { PackageFiles } from '#shared/preflight/package/package-files.ts'
import type { PreflightReport } from '#shared/preflight/report.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { requireFile } from '../files/content-hash.ts'
import { ArchiveRefusal, unpackArchive } from '../files/unpack-archive.ts'
import { makeWorkFolder } from '../files/work-folder.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { readPictureMetadata } from './picture-metadata.ts'

type Options = {
  readonly media: Pick<MediaEngine, 'probe'>
  readonly signal: AbortSignal
  readonly onProgress: (fraction: number) => void
  readonly today: string
}

/** Far above what a platform takes; text compresses to a hundredth, and a bomb much further. */
const limits = { mostEntries: 20_000, mostBytes: 4_000_000_000, mostRatio: 200 } as const
/** Larger ones are no text that a person or a program of ours wrote. */
const mostTextBytes = 20_000_000
/** Enough for every lesson; a library of films is judged by its first ones. */
const mostMedia = 100
/** What many platforms take at most, by default. */
const mostMegabytes = 100
const unpackShare = 0.3

/** Whether a file is a zip, or is called as packages are. A .tidbit file is a lesson. Throws `file.*`. */
export async function looksLikePackage(file: string): Promise<boolean> {
  const ending = path.extname(file).toLowerCase()
  if (ending === '.tidbit') return false
  if (['.zip', '.h5p', '.imscc', '.mbz', '.pif'].includes(ending)) return true
  await requireFile(file)
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && (buffer.readUInt32BE(0) === 0x504b0304 || buffer.readUInt32BE(0) === 0x504b0506)
  } finally {
    await handle.close()
  }
}

/** Checks a package of anybody: it is unpacked below limits into a folder of its own, which is gone afterwards. Throws `file.*`, `cancelled`. */
export async function checkPackageFile(file: string, options: Options): Promise<PreflightReport> {
  await requireFile(file)
  const folder = await makeWorkFolder(tmpdir(), 'check')
  const base = { title: path.basename(file), subject: 'package', date: options.today, ignored: [] } as const
  try {
    const onProgress = (fraction: number): void => options.onProgress(fraction * unpackShare)
    await unpackArchive(file, folder, { limits, signal: options.signal, onProgress })
    const { findings, facts } = await checkFolder(folder, (await stat(file)).size, options)
    return { ...base, open: sortFindings(findings), facts }
  } catch (thrown) {
    if (!(thrown instanceof ArchiveRefusal)) throw thrown
    const code = thrown.isDamage ? 'package.unreadable' : 'package.unsafe'
    return { ...base, open: [find(code, { params: { reason: thrown.message } })], facts: [] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Found = { readonly findings: readonly PreflightFinding[]; readonly facts: PreflightReport['facts'] }

async function checkFolder(folder: string, byteLength: number, options: Options): Promise<Found> {
  const paths = await listPaths(folder)
  const whole = viewOf(folder, new Map(paths.map((name) => [name, name])))
  const backup = readMoodleBackup(whole)
  const onProgress = (fraction: number): void => options.onProgress(unpackShare + (1 - unpackShare) * fraction)
  const inside = { ...options, onProgress }
  const { findings, title, standard, seconds } = await (backup ? checkLessons(folder, backup, inside) : checkOne(whole, inside))
  const rate = seconds > 0 ? Math.round((byteLength / 1e6 / seconds) * 600) / 10 : 0
  const size = Math.round(byteLength / 1e5) / 10
  const words = preflightText.package
  return {
    findings: [
      ...findings,
      ...(rate > mostMegabytesPerMinute ? [find('package.heavy', { params: { rate, most: mostMegabytesPerMinute } })] : []),
      ...(size > mostMegabytes ? [find('package.large', { params: { size, most: mostMegabytes } })] : []),
    ],
    facts: [
      { name: words.title, value: title || words.unknown },
      { name: words.standard, value: standard || words.unknown },
      { name: words.files, value: String(paths.length) },
      { name: words.size, value: words.megabytes(size) },
      ...(seconds > 0 ? [{ name: words.film, value: words.seconds(Math.round(seconds)) }] : []),
    ],
  }
}

/** `seconds` that its films last. */
type Checked = CheckedPackage & { readonly seconds: number }

async function checkOne(files: FilesOnDisk, options: Options): Promise<Checked> {
  const checked = checkPackage(files)
  const media = await checkMedia(files, options)
  return { ...checked, findings: [...checked.findings, ...media.findings], seconds: media.seconds }
}

/** Each lesson of a course of Moodle by itself. */
async function checkLessons(folder: string, { title, lessons, findings }: MoodleBackup, options: Options): Promise<Checked> {
  const found = [...findings]
  let seconds = 0
  for (const [index, { name, places }] of lessons.entries()) {
    const onProgress = (fraction: number): void => options.onProgress((index + fraction) / lessons.length)
    const checked = await checkOne(viewOf(folder, places), { ...options, onProgress })
    found.push(...checked.findings.map((finding) => inLesson(finding, name)))
    seconds += checked.seconds
  }
  return { title, standard: preflightText.package.backup(lessons.length), findings: found, seconds }
}

async function listPaths(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted()
}

type FilesOnDisk = PackageFiles & {
  /** Absolute path of one of them. */
  readonly locate: (name: string) => string
}

/** Files by the names that a package gives them, each with the place in the folder where it was unpacked. */
function viewOf(folder: string, places: ReadonlyMap<string, string>): FilesOnDisk {
  const locate = (name: string): string => path.join(folder, ...(places.get(name) ?? name).split('/'))
  return {
    paths: [...places.keys()],
    locate,
    read(name) {
      if (!places.has(name)) return null
      const file = locate(name)
      return statSync(file).size <= mostTextBytes ? readFileSync(file, 'utf8').replace(/^\ufeff/, '') : null
    },
  }
}

const filmed = /\.(mp4|m4v|m4a|mov|webm|ogv|mp3|wav|ogg)$/i
const pictured = /\.(jpe?g|png|webp)$/i

async function checkMedia(
  { paths, locate }: FilesOnDisk,
  { media, signal, onProgress }: Options,
): Promise<{ readonly findings: readonly PreflightFinding[]; readonly seconds: number }> {
  const films = paths.filter((name) => filmed.test(name)).slice(0, mostMedia)
  const findings: PreflightFinding[] = []
  let seconds = 0
  for (const [index, name] of films.entries()) {
    const checked = await checkFilm(locate(name), name, media, signal)
    findings.push(...checked.findings)
    seconds += checked.seconds
    onProgress((index + 1) / films.length)
  }
  for (const name of paths.filter((each) => pictured.test(each)).slice(0, mostMedia)) {
    const { location, device } = readPictureMetadata(await readFile(locate(name)))
    if (location) findings.push(find('package.media-location', { of: name, params: { path: name } }))
    else if (device !== null) findings.push(find('package.media-device', { of: name, params: { path: name } }))
  }
  return { findings, seconds }
}

/** Films that every browser plays. */
const playable = new Set(['h264', 'vp8', 'vp9', 'av1'])

async function checkFilm(
  file: string,
  name: string,
  media: Options['media'],
  signal: AbortSignal,
): Promise<{ readonly findings: readonly PreflightFinding[]; readonly seconds: number }> {
  try {
    const { interpretation } = await media.probe(file, { signal })
    const codes = new Set(interpretation?.findings.map(({ code }) => code))
    const codec = interpretation?.video?.codec
    return {
      seconds: interpretation?.video ? ticksToSeconds(interpretation.durationTicks) : 0,
      findings: [
        ...(codes.has('media.location') ? [find('package.media-location', { of: name, params: { path: name } })] : []),
        ...(codes.has('media.device') ? [find('package.media-device', { of: name, params: { path: name } })] : []),
        ...(codec !== undefined && !playable.has(codec)
          ? [find('package.media-codec', { of: name, params: { path: name, codec } })]
          : []),
      ],
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown
    return {
      seconds: 0,
      findings: [find('package.media-unreadable', { of: name, params: { path: name, reason: thrown.message } })],
    }
  }
}
