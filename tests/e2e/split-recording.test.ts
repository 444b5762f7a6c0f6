import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'

const run = promisify(execFile)
const words = text.split
let studio: Studio
let page: Page
let folder = ''

/** 72 s of babble with a pause of a second around 7 s, 15 s, 23 s and so on, and a new picture every 24 s. */
async function makeRecording(file: string): Promise<void> {
  const babble = "aevalsrc='0.3*sin(2*PI*300*t)*(0.6+0.4*sin(2*PI*4*t))*lt(mod(t+0.5,8),7)':s=48000:d=72"
  const picture = (source: string): string[] => ['-f', 'lavfi', '-t', '24', '-i', `${source}=s=270x480:r=30`]
  const film = [...picture('testsrc2'), ...picture('mandelbrot'), ...picture('smptebars'), '-f', 'lavfi', '-i', babble]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-c:a', 'aac']
  const join3 = '[0][1][2]concat=n=3:v=1:a=0,format=yuv420p[v]'
  await run('ffmpeg', ['-v', 'error', ...film, '-filter_complex', join3, '-map', '[v]', '-map', '3:a', ...codecs, file], {
    timeout: 120_000,
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-split-e2e-'))
  await makeRecording(join(folder, 'Parents evening.mp4'))
  studio = await launchStudio()
  page = studio.page
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const dialog = () => page.getByRole('dialog', { name: words.title('Parents evening.mp4') })
const parts = () => dialog().getByRole('list', { name: words.parts }).getByRole('listitem')
const cuts = () => dialog().getByRole('slider', { name: /^Cut between/ })
const cutSeconds = async (index: number): Promise<number> => Number(await cuts().nth(index).getAttribute('aria-valuenow'))
const createButton = () => dialog().getByRole('button', { name: /^Create \d+ lessons?$/ })
const shoot = (name: string) =>
  process.env['TIDBIT_SHOTS'] ? page.screenshot({ path: join(process.env['TIDBIT_SHOTS'], `${name}.png`) }) : Promise.resolve()

describe('splitting a recording', () => {
  it('proposes lessons that begin in pauses', async () => {
    await studio.app.evaluate(
      ({ dialog: system }, file) => {
        system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
      },
      join(folder, 'Parents evening.mp4'),
    )
    await page.getByRole('button', { name: text.library.empty.choose, exact: true }).first().click()
    await page.getByRole('button', { name: words.openShort }).click({ timeout: 60_000 })
    await dialog().waitFor()
    // 45 s wanted: 72 s are two lessons of about half of it each, cut in a pause.
    await expect.poll(() => parts().count(), { timeout: 60_000 }).toBe(2)
    await expect.poll(async () => Math.abs(((await cutSeconds(0)) % 8) - 7), { timeout: 60_000 }).toBeLessThan(0.5)
    // The picture of each part is that of its own start: the second one's is not the poster.
    await expect.poll(() => parts().nth(1).locator('img').first().getAttribute('src'), { timeout: 60_000 }).toMatch(/^blob:/)
    await shoot('split-proposed')
  })

  it('proposes more where they shall be shorter, and cuts at new scenes where that is wanted', async () => {
    const target = dialog().getByRole('slider', { name: words.target })
    await target.focus()
    for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => parts().count()).toBeGreaterThanOrEqual(3)
    await dialog().getByText(words.bases.scene, { exact: true }).click()
    await expect
      .poll(async () => [await cutSeconds(0), await cutSeconds(1)], { timeout: 60_000 })
      .toEqual([
        // The scenes begin at 24 and 48 s, while somebody speaks: the cuts lie in the pauses before them.
        expect.closeTo(23, 0),
        expect.closeTo(47, 0),
      ])
    await expect.poll(() => createButton().isEnabled(), { timeout: 60_000 }).toBe(true)
    expect(await parts().count()).toBe(3)
  })

  it('lets cuts be moved, added and taken away, and parts be named', async () => {
    const before = await cutSeconds(0)
    await cuts().first().focus()
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => cutSeconds(0)).toBeCloseTo(before + 1, 2)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => cutSeconds(0)).toBeCloseTo(before + 1 - 1 / 30, 2)
    const handle = await cuts().first().boundingBox()
    const film = await dialog().getByRole('group', { name: words.overview }).boundingBox()
    if (!handle || !film) throw new Error('The film is not on screen')
    await page.mouse.move(handle.x + handle.width / 2, film.y + 20)
    await page.mouse.down()
    await page.mouse.move(film.x + film.width * 0.25, film.y + 20, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => cutSeconds(0)).toBeCloseTo(18, 0)
    await dialog()
      .getByRole('button', { name: words.divide(3) })
      .click()
    await expect.poll(() => parts().count()).toBe(4)
    await dialog()
      .getByRole('button', { name: words.join(1) })
      .click()
    await expect.poll(() => parts().count()).toBe(3)
    await page.mouse.dblclick(film.x + film.width * 0.1, film.y + 20)
    await expect.poll(() => parts().count()).toBe(4)
    await cuts().first().focus()
    await page.keyboard.press('Delete')
    await expect.poll(() => parts().count()).toBe(3)
    await dialog()
      .getByRole('textbox', { name: words.partTitle(2) })
      .fill('What we practised')
    await shoot('split-edited')
  })

  it('makes a lesson of each part, and all of them share the recording', async () => {
    expect(await createButton().textContent()).toBe(words.create(3))
    const wanted = [0, await cutSeconds(0), await cutSeconds(1), 72]
    await createButton().click()
    await dialog().waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByText(words.created(3)).first().waitFor()
    const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
    const titles = ['Parents evening 1', 'What we practised', 'Parents evening 3']
    const hashes = new Set<string>()
    for (const [index, title] of titles.entries()) {
      const summary = projects.find((project) => project.title === title)
      if (!summary) throw new Error(`“${title}” is not in the library`)
      const { document, missingAssetIds } = await invoke(studio, 'library.open', { projectId: summary.projectId })
      expect(missingAssetIds).toEqual([])
      const [clip] = Object.values(document.clips)
      if (!clip) throw new Error('The lesson has no clip')
      expect(ticksToSeconds(clip.sourceInTicks)).toBeCloseTo(wanted[index] ?? -1, 2)
      expect(ticksToSeconds(clip.sourceOutTicks)).toBeCloseTo(wanted[index + 1] ?? -1, 1)
      for (const { sha256 } of Object.values(document.assets)) hashes.add(sha256)
    }
    expect(hashes.size).toBe(1)
    await page.getByRole('button', { name: text.editor.back }).click()
    await page.getByText('What we practised').first().waitFor()
    await shoot('split-library')
  })
})
