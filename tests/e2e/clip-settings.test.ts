import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const run = promisify(execFile)
const words = text.clipSettings
let studio: Studio
let page: Page
let folder = ''

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()
const lane = (name: keyof typeof text.timeline.lanes) =>
  page.getByRole('listbox', { name: text.timeline.lanes[name] }).getByRole('option')

async function open(...files: string[]): Promise<void> {
  await studio.app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
    },
    files.map((file) => join(folder, file)),
  )
}

/** The saved document: what an export would be made of. */
async function savedDocument() {
  await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
  const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
  const projectId = projects[0]?.projectId
  if (!projectId) throw new Error('no lesson')
  return (await invoke(studio, 'library.open', { projectId })).document
}

async function openGroup(title: string): Promise<void> {
  const trigger = button(title)
  if ((await trigger.getAttribute('aria-expanded')) !== 'true') await trigger.click()
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** The colour of a spot in the preview: a bar of the test picture. */
async function spotOfPreview(): Promise<readonly number[]> {
  const shot = await page.locator('canvas').first().screenshot()
  const { stdout } = await new Promise<{ stdout: Buffer }>((resolve, reject) => {
    const child = execFile(
      'ffmpeg',
      ['-v', 'error', '-i', '-', '-vf', 'crop=iw/12:ih/12:iw/4:ih/6,scale=1:1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
      { encoding: 'buffer' },
      (error, out) => (error ? reject(error) : resolve({ stdout: out })),
    )
    child.stdin?.end(shot)
  })
  return [...stdout]
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-settings-'))
  await makeClip(join(folder, 'one.mp4'), 3)
  await makeClip(join(folder, 'two.mp4'), 3)
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=220:duration=20', join(folder, 'calm.mp3')])
  studio = await launchStudio()
  page = studio.page
  await open('one.mp4', 'two.mp4')
  await button(text.library.empty.choose).click()
  await lane('clips').nth(1).waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const patient = { timeout: 60_000 }

describe('settings of a clip', () => {
  it('change its colours, which the preview shows', async () => {
    await lane('clips').nth(0).click()
    await openGroup(words.colour.title)
    const colourfulness = async (): Promise<number> => {
      const channels = await spotOfPreview()
      return Math.max(...channels) - Math.min(...channels)
    }
    await expect.poll(colourfulness, patient).toBeGreaterThan(40)
    await choose(words.colour.look, words.colour.looks['black-and-white'])
    await expect.poll(colourfulness, patient).toBeLessThan(25)
    const [clip] = Object.values((await savedDocument()).clips).filter(({ picture }) => picture.look)
    expect(clip?.picture.look?.name).toBe('black-and-white')
  })

  it('change its speed by keyboard, one step to undo', async () => {
    await openGroup(words.speed.title)
    const slider = page.getByRole('slider', { name: words.speed.label })
    await slider.focus()
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowRight')
    const fast = async () => Object.values((await savedDocument()).clips).map(({ speed }) => speed.num / speed.den)
    await expect.poll(fast, patient).toContain(2)
    await page.keyboard.press('Control+z')
    await expect.poll(fast, patient).toEqual([1, 1])
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(fast, patient).toContain(2)
  })

  it('hide a face, and let the area move', async () => {
    await openGroup(words.hide.title)
    await button(words.hide.add).click()
    await page.getByRole('slider', { name: words.hide.x }).focus()
    await page.keyboard.press('End')
    const blurs = async () => Object.values((await savedDocument()).clips).flatMap(({ picture }) => picture.blurs)
    await expect.poll(async () => (await blurs())[0]?.keyframes.map(({ value }) => value.x), patient).toEqual([0.98])
    expect((await blurs())[0]?.keyframes[0]?.value.width).toBeCloseTo(0.02, 5)
  })

  it('let the next clip come in by a transition, and the first one not', async () => {
    await expect(page.getByRole('button', { name: words.transition.title, exact: true }).count()).resolves.toBe(0)
    await lane('clips').nth(1).click()
    await openGroup(words.transition.title)
    await choose(words.transition.kind, words.transition.kinds.wipe)
    await page.locator('[data-cut] [data-transition="wipe"]').waitFor()
    await expect
      .poll(async () => Object.values((await savedDocument()).transitions).map(({ kind }) => kind), patient)
      .toEqual(['wipe'])
  })
})

describe('tracks', () => {
  it('take a sound that was added, which steps back under speech', async () => {
    await open('calm.mp3')
    await page.getByRole('tab', { name: text.editor.media.title }).click()
    await button(text.editor.media.add).click()
    await expect
      .poll(async () => Object.values((await savedDocument()).tracks).map(({ role, ducked }) => [role, ducked]), {
        timeout: 60_000,
      })
      .toContainEqual(['music', true])
    await page.keyboard.press('Escape')
  })
})

describe('settings of the lesson', () => {
  it('give it another shape, which the preview takes, and other learners', async () => {
    const shape = async (): Promise<number> => {
      const box = await page.locator('canvas').first().boundingBox()
      return box ? box.width / box.height : 0
    }
    await page.keyboard.press('Escape')
    const square = page.getByRole('radio', { name: text.inspector.lesson.shapes['1:1'] })
    await square.click({ force: true })
    await expect.poll(shape, patient).toBeCloseTo(1, 1)
    await page.getByRole('radio', { name: text.inspector.lesson.audiences.primary }).click({ force: true })
    await expect
      .poll(async () => (await savedDocument()).settings, patient)
      .toMatchObject({ canvas: { width: 1080, height: 1080 }, audience: 'primary' })
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(shape, patient).toBeCloseTo(9 / 16, 1)
  })
})
