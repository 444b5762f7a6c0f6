import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import type { CDPSession, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listOriginals } from '#main/core/export/lesson-files.ts'
import { loadLesson } from '#main/core/lesson-source/load-lesson.ts'
import { openLibrary } from '#main/core/library/open-library.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { drawnEvent, type DrawnPicture } from '#renderer/editor/preview/picture-screen.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack, Overlay } from '#shared/project/schema/text.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { composeFrame, type ComposedFrame } from '../media/composed-frame.ts'
import { colourDifference, compareLuma, type Rgba } from '../media/luma-similarity.ts'
import { arabicName, barsName, fidelityLessons, type FidelityLesson } from './fidelity-lessons.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

const run = promisify(execFile)
const sample = (name: string): string => join(import.meta.dirname, '../../resources/sample', name)

let folder = ''
let studio: Studio
let page: Page
let devtools: CDPSession
const documents = new Map<string, LessonDocument>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-fidelity-'))
  for (const film of ['orbit.mp4', 'shadow.mp4']) await copyFile(sample(film), join(folder, film))
  await makePictures()
  await makeBars()
  const probed = new Map<string, Promise<ProbeReport>>()
  const probe = (file: string): Promise<ProbeReport> => {
    const known = probed.get(file) ?? probeFile(file, new AbortController().signal)
    probed.set(file, known)
    return known
  }
  const userData = join(folder, 'user-data')
  const libraryEntry = new URL('../../src-main/library-process/main.ts', import.meta.url)
  const library = openLibrary({ entry: libraryEntry, libraryFile: join(userData, 'library', 'library.db') })
  for (const [index, { name, lesson }] of fidelityLessons.entries()) {
    const file = join(folder, `lesson-${index}.json`)
    await writeFile(file, JSON.stringify({ ...lesson, title: name }))
    const { document } = await loadLesson(file, { probe })
    documents.set(name, document)
    await library.create(document)
  }
  await library.close()
  studio = await launchStudio({ userData })
  page = studio.page
  devtools = await page.context().newCDPSession(page)
  await page.evaluate((event) => {
    const keep = (drawn: Event): void => void ((window as Watched).tidbitDrawn = (drawn as CustomEvent<Drawn>).detail)
    document.addEventListener(event, keep, { capture: true })
  }, drawnEvent)
})

afterAll(async () => {
  await studio?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** A logo with soft, see-through edges, and something like a photo. */
async function makePictures(): Promise<void> {
  const logo = createCanvas(300, 200)
  const onLogo = logo.getContext('2d')
  onLogo.fillStyle = '#00897bcc'
  onLogo.ellipse(150, 100, 145, 95, 0, 0, 2 * Math.PI)
  onLogo.fill()
  onLogo.fillStyle = '#ffffff'
  onLogo.fillRect(90, 80, 120, 40)
  await writeFile(join(folder, 'logo.png'), logo.toBuffer('image/png'))
  const photo = createCanvas(1600, 1200)
  const onPhoto = photo.getContext('2d')
  const sky = onPhoto.createLinearGradient(0, 0, 1600, 1200)
  sky.addColorStop(0, '#2b5876')
  sky.addColorStop(1, '#e0a96d')
  onPhoto.fillStyle = sky
  onPhoto.fillRect(0, 0, 1600, 1200)
  for (let index = 0; index < 60; index += 1) {
    onPhoto.fillStyle = `hsl(${index * 37} 70% 55%)`
    onPhoto.fillRect((index * 211) % 1500, (index * 353) % 1100, 90, 70)
  }
  await writeFile(join(folder, 'photo.jpg'), photo.toBuffer('image/jpeg'))
}

/** Without loss, and tagged as a phone's film is. */
async function makeBars(): Promise<void> {
  const bars = ['-f', 'lavfi', '-i', 'smptehdbars=size=1080x1920:rate=30:duration=2']
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-pix_fmt', 'yuv420p']
  const tags = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv']
  await run('ffmpeg', ['-v', 'error', '-y', ...bars, ...codec, ...tags, join(folder, 'bars.mp4')], { timeout: 60_000 })
}

const frameOf = ({ atSeconds }: FidelityLesson): number => Math.round(atSeconds * 30)

function expectedFrame(lesson: FidelityLesson, change: (document: LessonDocument) => LessonDocument = (same) => same) {
  const document = documents.get(lesson.name)
  if (!document) throw new Error('no such lesson')
  return composeFrame(change(document), listOriginals(Object.values(document.assets)), frameOf(lesson))
}

/** What the editor needs around the picture, so that the preview covers as many pixels of the screen as the lesson has. */
const around = { width: 960, height: 480, deviceScaleFactor: 1, mobile: false }

async function openLesson({ name, atSeconds }: FidelityLesson): Promise<void> {
  const canvas = documents.get(name)?.settings.canvas ?? { width: 1080, height: 1920 }
  const size = { width: canvas.width + around.width, height: canvas.height + around.height }
  await devtools.send('Emulation.setDeviceMetricsOverride', { ...around, ...size })
  await page
    .getByRole('button', { name: new RegExp(`^Open ${name}`) })
    .first()
    .click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await page.evaluate(() => void delete (window as Watched).tidbitDrawn)
  for (let second = 1; second <= atSeconds; second += 1) await page.keyboard.press('Shift+ArrowRight')
}

type Drawn = Pick<DrawnPicture, 'ticks' | 'width' | 'exact'>
type Watched = Window & { tidbitDrawn?: Drawn }

/** Until the engine's own picture of a frame is on the canvas, pixel for pixel. */
async function untilStanding(frameIndex: number, width: number): Promise<void> {
  const isStanding = ({ ticks, width: across }: Pick<Drawn, 'ticks' | 'width'>): boolean => {
    const { tidbitDrawn: drawn } = window as Watched
    const canvas = document.querySelector('canvas')
    return drawn?.exact === true && drawn.ticks === ticks && drawn.width === across && canvas?.width === across
  }
  await page.waitForFunction(isStanding, { ticks: frameToTicks(frameIndex, { num: 30, den: 1 }), width }, { timeout: 60_000 })
}

async function capturePreview(): Promise<Rgba> {
  const { width, height, url } = await page.evaluate(async () => {
    const canvas = document.querySelector('canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) throw new Error('no preview')
    const { width: across, height: down } = canvas
    const reader = new FileReader()
    const read = new Promise((resolve) => reader.addEventListener('load', resolve))
    reader.readAsDataURL(new Blob([context.getImageData(0, 0, across, down).data]))
    await read
    return { width: across, height: down, url: reader.result as string }
  })
  return { width, height, data: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') }
}

/** Inside a box the least alike square of this many pixels, about a letter, counts, too: a mean hides one wrong letter. */
const squarePx = 48
const limits = { frame: 0.98, box: 0.97, square: 0.8, colour: 2, anotherPicture: 12 }

/** What is wrong with a preview; empty where it shows what is exported. */
function findFaults(shown: Rgba, { picture, boxes }: ComposedFrame): readonly string[] {
  if (shown.width !== picture.width || shown.height !== picture.height)
    return [`the preview has ${shown.width} x ${shown.height} pixels`]
  const colour = colourDifference(shown, picture)
  if (colour > limits.anotherPicture) return ['another picture']
  const similarity = compareLuma(shown, picture)
  const faults: string[] = []
  if (similarity.whole < limits.frame) faults.push(`frame ${similarity.whole.toFixed(4)}`)
  if (colour > limits.colour) faults.push(`colour differs by ${colour.toFixed(2)}`)
  for (const { id, box } of boxes) {
    const [inBox, inSquare] = [similarity.within(box), similarity.worst(box, squarePx)]
    if (inBox < limits.box) faults.push(`${id} ${inBox.toFixed(4)}`)
    if (inSquare < limits.square) faults.push(`a square of ${id} ${inSquare.toFixed(4)}`)
  }
  return faults
}

/** What the window showed when it agreed, by the name of the lesson. */
const shown = new Map<string, Rgba>()

describe('the paused preview shows what is exported', () => {
  afterEach(async () => {
    await page.getByRole('button', { name: text.editor.back, exact: true }).first().click()
  })

  it.each(fidelityLessons)('$name', async (lesson) => {
    const [expected] = await Promise.all([expectedFrame(lesson), openLesson(lesson)])
    expect(expected.boxes).toHaveLength(lesson.overlayCount)
    await untilStanding(frameOf(lesson), expected.picture.width)
    const look = async (): Promise<readonly string[]> => {
      const picture = await capturePreview()
      const faults = findFaults(picture, expected)
      if (faults.length === 0) shown.set(lesson.name, picture)
      return faults
    }
    // Emoji and pictures may still be on their way.
    await expect.poll(look, { timeout: 60_000, interval: 200 }).toEqual([])
  })
})

/**
 * Red, green, blue. Without a graphics card Chromium's libyuv makes blue with a factor of 2.0 where BT.709 has 2.112, which is
 * up to 10 of 255 in full colours; another matrix or range would be 20 and more off.
 */
const colourTolerance = [3, 3, 11] as const

const barColours = ['bfbfbf', 'bfbf00', '00bfbf', '00bf00', 'bf00bf', 'bf0000', '0000bf'] as const

it('the window shows colours as they are meant', () => {
  const picture = shown.get(barsName)
  if (!picture) throw new Error('The bars were not shown')
  const colourAt = (x: number, y: number): readonly number[] => {
    const at = (Math.round(y) * picture.width + Math.round(x)) * 4
    return [...picture.data.subarray(at, at + 3)]
  }
  const barWidth = (picture.width * 6) / 8 / barColours.length
  const places = [
    ...barColours.map((colour, index) => ({ colour, x: picture.width / 8 + (index + 0.5) * barWidth, y: picture.height / 8 })),
    { colour: 'd4501c', x: picture.width / 2, y: picture.height / 2 + 200 },
    { colour: '1c5fd4', x: picture.width / 2, y: picture.height / 2 + 540 },
  ]
  for (const { colour, x, y } of places) {
    const meant = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    const differences = colourAt(x, y).map((value, channel) => Math.abs(value - (meant[channel] ?? 0)))
    const isAsMeant = differences.every((difference, channel) => difference <= (colourTolerance[channel] ?? 0))
    expect(isAsMeant, `${colour} is ${colourAt(x, y).join(' ')}`).toBe(true)
  }
})

/** Something that would have gone wrong between the document and one of the two sides. */
const seeded: readonly (readonly [name: string, lesson: string, change: (document: LessonDocument) => LessonDocument])[] = [
  ['one letter of a caption', 'captions', (document) => changeCaptions(document, (words) => words.replace('two', 'twa'))],
  ['one letter of an Arabic caption', arabicName, (document) => changeCaptions(document, (words) => words.replace('نرى', 'ترى'))],
  ['one letter of a title', 'title with panel, fading in', (document) => changeTitles(document, 'move', 'mave')],
  ['captions 12 px higher', 'captions', (document) => liftCaptions(document)],
  ['a title 12 px to the right', 'title with panel, fading in', moveOverlays],
  ['stickers 12 px to the right', 'stickers, turned and popping', moveOverlays],
  ['shapes 12 px to the right', 'shapes', moveOverlays],
  ['pictures 12 px to the right', 'pictures, see-through and moving', moveOverlays],
]

describe('the comparison sees', () => {
  it.each(seeded)('%s', async (_what, name, change) => {
    const lesson = fidelityLessons.find((each) => each.name === name)
    const picture = shown.get(name)
    if (!lesson || !picture) throw new Error(`“${name}” was not shown`)
    expect(findFaults(picture, await expectedFrame(lesson, change))).not.toEqual([])
  })
})

function changeCaptions(document: LessonDocument, change: (words: string) => string): LessonDocument {
  const captions = Object.values(document.captions).map((caption) => [caption.id, { ...caption, text: change(caption.text) }])
  return { ...document, captions: Object.fromEntries(captions) }
}

function liftCaptions(document: LessonDocument): LessonDocument {
  const lift = (track: CaptionTrack): CaptionTrack => ({
    ...track,
    style: { ...track.style, bottomMargin: track.style.bottomMargin + 12 },
  })
  const tracks = Object.values(document.captionTracks).map((track) => [track.id, lift(track)])
  return { ...document, captionTracks: Object.fromEntries(tracks) }
}

function changeOverlays(document: LessonDocument, change: (overlay: Overlay) => Overlay): LessonDocument {
  const overlays = Object.values(document.overlays).map((overlay) => [overlay.id, change(overlay)])
  return { ...document, overlays: Object.fromEntries(overlays) }
}

function changeTitles(document: LessonDocument, from: string, to: string): LessonDocument {
  return changeOverlays(document, (overlay) =>
    overlay.content.kind === 'text'
      ? { ...overlay, content: { ...overlay.content, text: overlay.content.text.replace(from, to) } }
      : overlay,
  )
}

function moveOverlays(document: LessonDocument): LessonDocument {
  return changeOverlays(document, (overlay) => ({ ...overlay, box: { ...overlay.box, x: overlay.box.x + 12 } }))
}
