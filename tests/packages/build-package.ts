import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { openPromise } from 'yauzl'
import { writePackage, type PackageSources } from '#main/core/packaging/write-package.ts'
import type { PackageFormat, PackagePlan } from '#shared/package/package-plan.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import { mediaPaths } from '#shared/package/player-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

export const playerFolder = join(root, 'out/player')

/** Builds the player if a source is newer than the last build. */
export async function buildPlayer(): Promise<void> {
  const built = existsSync(join(playerFolder, 'player.js')) ? (await stat(join(playerFolder, 'player.js'))).mtimeMs : 0
  const newest = Math.max(
    ...(await Promise.all(['src-player', 'src-shared/quiz'].map((folder) => newestChange(join(root, folder))))),
  )
  if (newest > built) await build({ configFile: join(root, 'src-player/vite.config.ts') })
}

async function newestChange(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const times = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}

export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tidbit-package-'))
}

/** A small upright clip with moving pictures and a tone, and a poster of it. */
export async function makeMedia(folder: string, seconds = 4): Promise<PackageSources['media']> {
  const video = join(folder, 'clip.mp4')
  const poster = join(folder, 'poster.jpg')
  const picture = `gradients=size=360x640:rate=30:duration=${seconds}:c0=0x1b3a6b:c1=0xd98c4a:c2=0x7a2e1f:n=3:speed=0.02:seed=7`
  const tone = `sine=frequency=220:sample_rate=48000:duration=${seconds}`
  const encode = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '30',
    '-c:a',
    'aac',
    '-movflags',
    '+faststart',
  ]
  await run(
    'ffmpeg',
    ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone, ...encode, '-shortest', video],
    { timeout: 60_000 },
  )
  await run('ffmpeg', ['-v', 'error', '-y', '-ss', '1', '-i', video, '-frames:v', '1', poster], { timeout: 20_000 })
  return { [mediaPaths.video]: video, [mediaPaths.poster]: poster }
}

export function planOf(document: LessonDocument, format: PackageFormat): PackagePlan {
  const plan = planPackage(document, format)
  if (!plan.ok) throw new Error(`refused: ${plan.error.code}`)
  return plan.value
}

/** Writes the package and unpacks that very zip into `folder/site`. */
export async function buildSite(
  document: LessonDocument,
  format: PackageFormat,
  folder: string,
  media: PackageSources['media'],
): Promise<string> {
  const site = join(folder, `site-${format}`)
  const zip = join(folder, `${format}.zip`)
  const plan = planOf(document, format)
  await writePackage(plan, { playerFolder, media: { ...(await makeHandouts(plan, folder)), ...media }, assets: {} }, zip)
  await rm(site, { recursive: true, force: true })
  await unpack(zip, site)
  return site
}

/** Stands in for what is printed of a challenge: nobody reads it here. */
async function makeHandouts({ files }: PackagePlan, folder: string): Promise<PackageSources['media']> {
  const handout = join(folder, 'handout')
  await writeFile(handout, 'handout')
  return Object.fromEntries(files.flatMap(({ kind, path }) => (kind === 'media' ? [[path, handout]] : [])))
}

export async function unpack(zip: string, folder: string): Promise<void> {
  const opened = await openPromise(zip, { lazyEntries: true, autoClose: false })
  for await (const entry of opened.eachEntry()) {
    const target = join(folder, entry.fileName)
    await mkdir(dirname(target), { recursive: true })
    const chunks: Buffer[] = []
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    await writeFile(target, Buffer.concat(chunks))
  }
  opened.close()
}
