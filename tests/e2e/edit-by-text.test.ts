import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { transcriptWords } from '#shared/speech/transcript-words.ts'
import { secondsToTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { watchJob } from './watch-job.ts'

const run = promisify(execFile)
const words = text.transcript
/** Four times 1.8 s of speech and 1.2 s of silence. */
const lessonSeconds = 12
const said = [
  ['Lava', 'is', 'molten', 'rock.'],
  ['Um,', 'it', 'flows', 'downhill.'],
  ['Basalt', 'is', 'dark', 'stone.'],
  ['The', 'sea', 'cools', 'it.'],
] as const
let studio: Studio
let page: Page
let folder = ''
let projectId: Awaited<ReturnType<typeof onlyProject>>

const onlyProject = async () => {
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const [project] = projects
  if (!project) throw new Error('The library is empty')
  return project.projectId
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-by-text-'))
  await makeTalk(join(folder, 'talk.mp4'))
  studio = await launchStudio()
  page = studio.page
  await answerDialogs(studio, [join(folder, 'talk.mp4')], join(folder, 'out.mp4'))
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  projectId = await onlyProject()
  await vi.waitFor(async () => expect((await stored()).mainTrack).toHaveLength(1), { timeout: 30_000, interval: 200 })
  await giveWords()
}, 120_000)

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** A tone where somebody would speak. */
async function makeTalk(file: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=360x640:rate=30:duration=${lessonSeconds}`]
  const tone = `0.4*sin(2*PI*330*t)*lt(mod(t\\,3)\\,1.8)`
  const sound = ['-f', 'lavfi', '-i', `aevalsrc=${tone}:s=48000:d=${lessonSeconds}`]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest']
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...codecs, file], { timeout: 100_000 })
}

const stored = async (): Promise<LessonDocument> => (await invoke(studio, 'library.open', { projectId })).document

/** As captions with word times would come from listening; the lesson is left and opened again. */
async function giveWords(): Promise<void> {
  await button(text.editor.back).click()
  const card = page.getByRole('button', { name: /talk/i }).first()
  await card.waitFor()
  const { document, revision } = await invoke(studio, 'library.open', { projectId })
  const [clip] = Object.values(document.clips)
  if (!clip) throw new Error('There is no clip')
  const track = createCaptionTrack('spoken' as CaptionTrackId, document.metadata.language)
  const captions = said.map((texts, index): Caption => ({
    id: `said-${index}` as CaptionId,
    captionTrackId: track.id,
    anchor: { kind: 'clip', clipId: clip.id, sourceTicks: secondsToTicks(index * 3) },
    durationTicks: secondsToTicks(1.8),
    text: texts.join(' '),
    words: texts.map((word, at) => ({
      text: word,
      offsetTicks: secondsToTicks(0.05 + at * 0.45),
      durationTicks: secondsToTicks(0.35),
      confidence: word === 'dark' ? 0.3 : 0.95,
    })),
    speaker: '',
    done: false,
  }))
  const next: LessonDocument = {
    ...document,
    captionTracks: { [track.id]: track },
    captions: Object.fromEntries(captions.map((caption) => [caption.id, caption])),
  }
  await invoke(studio, 'library.save', { projectId, baseRevision: revision, document: next, history: null })
  await card.click()
  await page.getByRole('tab', { name: text.captions.title }).click()
}

const showTheme = (theme: 'light' | 'dark') =>
  page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const list = () => page.getByRole('listbox', { name: words.label })
const word = (name: string) => list().getByRole('option', { name, exact: true })
const spoken = async (): Promise<string> => {
  const document = await stored()
  return transcriptWords(document, 'spoken' as CaptionTrackId)
    .map((each) => each.text)
    .join(' ')
}
const lengthOf = async (): Promise<number> => ticksToSeconds(deriveTimeline(await stored()).durationTicks)

async function openWork(name: string): Promise<void> {
  await button(text.captions.more).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

describe('editing by text', () => {
  it('cuts the film where words are deleted by keys alone, and undo brings them back', async () => {
    await openWork(words.title)
    await word('Lava').waitFor()
    await list().focus()
    // The first press marks the word at the playhead.
    await page.keyboard.press('Home')
    await expect.poll(() => word('Lava').getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => list().getByRole('option', { selected: true }).allTextContents()).toEqual(['is', 'molten'])
    await page.keyboard.press('Delete')
    await expect.poll(spoken, { timeout: 20_000 }).toMatch(/^Lava rock\. Um,/)
    expect(await lengthOf()).toBeCloseTo(lessonSeconds - 0.9, 1)
    await page.keyboard.press('Control+z')
    await expect.poll(spoken, { timeout: 20_000 }).toMatch(/^Lava is molten rock\./)
    expect(await lengthOf()).toBeCloseTo(lessonSeconds, 1)
  })

  it('corrects a word where it stands, which keeps its time', async () => {
    await page.getByRole('option', { name: `dark, ${words.uncertainWord}` }).dblclick()
    const field = page.getByRole('textbox', { name: words.correctLabel('dark') })
    await field.fill('a dark')
    await field.press('Enter')
    await word('a').waitFor()
    await expect.poll(spoken, { timeout: 20_000 }).toContain('Basalt is a dark stone.')
    expect(await lengthOf()).toBeCloseTo(lessonSeconds, 1)
  })

  it('finds words', async () => {
    await page.getByRole('searchbox', { name: words.find }).fill('is')
    await page.getByText(words.found(2), { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => list().getByRole('option', { selected: true }).allTextContents()).toEqual(['is'])
    await showTheme('light')
    expect(await findViolations(page, ['[role="tabpanel"]'])).toEqual([])
    await page.getByRole('searchbox', { name: words.find }).fill('')
  })
})

const tidy = words.tidy

describe('tidying up the speech', () => {
  it('finds pauses and fillers, cuts them out in one step and puts one back by itself', async () => {
    await button(words.close).click()
    await openWork(tidy.title)
    // Three pauses between the parts, one behind the last, and a filler that nobody needs.
    await page.getByText(tidy.foundCount(5), { exact: true }).waitFor({ timeout: 60_000 })
    await showTheme('dark')
    expect(await findViolations(page, ['[role="tabpanel"]'])).toEqual([])
    await page.getByRole('button', { name: /^Cut out 5, save/ }).click()
    await expect
      .poll(spoken, { timeout: 20_000 })
      .toBe('Lava is molten rock. it flows downhill. Basalt is a dark stone. The sea cools it.')
    const short = await lengthOf()
    expect(short).toBeLessThan(lessonSeconds - 4)
    const gone = page.getByRole('list', { name: tidy.cutOut }).getByRole('listitem')
    await expect.poll(() => gone.count()).toBe(5)
    await page.getByRole('button', { name: /^Put back “Um,”/ }).click()
    await expect.poll(spoken, { timeout: 20_000 }).toContain('rock. Um, it flows downhill.')
    await expect.poll(() => gone.count()).toBe(4)
    await expect.poll(lengthOf, { timeout: 20_000 }).toBeGreaterThan(short)
  })

  it('plays a cut before it is made, stops by itself or when told to, and leaves the lesson as it was', async () => {
    const before = await lengthOf()
    const play = page.getByRole('button', { name: /^Play the cut at/ })
    const stop = page.getByRole('button', { name: /^Stop playing the cut at/ })
    const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
    const clipCount = await clips.count()
    const isOver = async (): Promise<void> => {
      // A busy machine takes its time for two seconds of the lesson.
      await stop.waitFor({ state: 'hidden', timeout: 90_000 })
      await page.getByRole('button', { name: text.editor.preview.play, exact: true }).waitFor()
      await expect.poll(() => clips.count()).toBe(clipCount)
    }
    await play.first().click()
    await stop.waitFor()
    await isOver()
    await play.first().click()
    await stop.click()
    await isOver()
    expect(await lengthOf()).toBe(before)
  }, 200_000)

  it('exports what is left, and undo brings all of it back', async () => {
    const short = await lengthOf()
    const { revision } = await invoke(studio, 'library.open', { projectId })
    const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'out', extension: 'mp4' })
    if (!grant) throw new Error('There is no place to export to')
    const order = { projectId, revision, format: 'mp4', preset: 'low', burnCaptions: false, grantId: grant.grantId } as const
    const { jobId } = await invoke(studio, 'export.start', order)
    expect((await watchJob(studio, jobId)).at(-1)?.job.state).toBe('succeeded')
    const facts = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(folder, 'out.mp4')]
    expect(Number((await run('ffprobe', facts, { timeout: 60_000 })).stdout)).toBeCloseTo(short, 0)
    for (const _ of ['put back', 'cut out', 'corrected'])
      await page
        .getByRole('button', { name: /^Undo: / })
        .first()
        .click()
    await expect.poll(spoken, { timeout: 20_000 }).toBe(said.flat().join(' '))
    expect(await lengthOf()).toBeCloseTo(lessonSeconds, 1)
  })
})
