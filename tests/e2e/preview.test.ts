import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { secondsToTicks, ticksPerSecond } from '#shared/time/ticks.ts'
import { openPreviewStage, type Drawn, type PreviewStage } from './preview-stage.ts'

const words = text.editor.preview
let stage: PreviewStage

beforeAll(async () => {
  stage = await openPreviewStage({ seconds: 12, gop: 250, size: '720x1280' })
  const cache = join(stage.studio.userData, 'media-cache')
  const made = async (): Promise<readonly string[]> =>
    (await readdir(cache, { recursive: true }).catch(() => [])).map((path) => basename(path))
  // A light copy that appears later would begin the preview anew.
  await vi.waitFor(async () => expect(await made()).toContain('proxy.mp4'), { timeout: 120_000, interval: 200 })
  await stage.settle()
})
afterAll(() => stage.close())

/** The lesson stands at its start. */
beforeEach(async () => {
  const { page } = stage
  // Whether it still plays or has come to its end by itself.
  await page.keyboard.press('k')
  await stage.takeDrawn()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Home')
  const isAtStart = async (): Promise<boolean> => (await stage.takeDrawn()).some(({ exact, ticks }) => exact && ticks === 0)
  await expect.poll(isAtStart, { timeout: 60_000 }).toBe(true)
})

const isPlaying = (): Promise<boolean> =>
  stage.page
    .getByRole('button', { name: words.pause, exact: true })
    .count()
    .then((count) => count > 0)

async function playFor(seconds: number): Promise<readonly Drawn[]> {
  await stage.page.getByRole('button', { name: words.play, exact: true }).click()
  await stage.untilDrawn('moving', 60_000)
  await stage.page.waitForTimeout(seconds * 1000)
  return (await stage.takeDrawn()).filter(({ due }) => due !== null)
}

const secondsOf = (drawn: Drawn | undefined): number => (drawn?.ticks ?? Number.NaN) / ticksPerSecond

describe('the preview', () => {
  it('shows a quick picture at once and the sharp one where it stands', async () => {
    await stage.page.keyboard.press('Shift+ArrowRight')
    await stage.untilDrawn('exact', 60_000)
    const drawn = await stage.takeDrawn()
    expect(drawn.map(({ ticks, width, exact }) => [ticks, width, exact])).toEqual([
      [secondsToTicks(1), 540, false],
      [secondsToTicks(1), 1080, true],
    ])
  })

  it('steps a picture forward and back', async () => {
    for (const [key, frame] of [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
    ] as const) {
      await stage.takeDrawn()
      await stage.page.keyboard.press(key)
      expect((await stage.untilDrawn('exact', 60_000)).ticks).toBe(frame * 4000)
    }
  })

  it('plays on in the edited lesson without stopping', async () => {
    const drawn = [...(await playFor(1))]
    const edited = (drawn[0]?.load ?? Number.NaN) + 1
    const atEdit = drawn.at(-1)
    await stage.page.keyboard.press('s')
    const goesOn = async (): Promise<boolean> => {
      drawn.push(...(await stage.takeDrawn()))
      const last = drawn.at(-1)
      return last?.load === edited && secondsOf(last) > secondsOf(atEdit) + 0.5
    }
    await expect.poll(goesOn, { timeout: 60_000 }).toBe(true)
    expect(await isPlaying()).toBe(true)
    const clock = drawn.flatMap(({ due }) => (due ? [due.playTicks] : []))
    expect(clock).toEqual(clock.toSorted((a, b) => a - b))
    await stage.page.getByRole('button', { name: words.pause, exact: true }).click()
    await stage.page.keyboard.press('Control+z')
  })

  it('plays over and over, and at another speed', async () => {
    const { page } = stage
    await page.getByRole('button', { name: /over and over$/ }).click()
    await page.getByRole('button', { name: new RegExp(`^${words.speed}`) }).click()
    await page.getByRole('menuitemradio', { name: words.speedOf(4) }).click()
    await page.getByRole('button', { name: words.play, exact: true }).click()
    // Twelve seconds at four times the speed, and then the start again.
    await expect
      .poll(async () => (await stage.takeDrawn()).some(({ due, ticks }) => due && due.playTicks - ticks > secondsToTicks(11)), {
        timeout: 60_000,
      })
      .toBe(true)
    expect(await isPlaying()).toBe(true)
    await page.getByRole('button', { name: words.pause, exact: true }).click()
    await page.keyboard.press('Shift+L')
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('<')
    await page.getByRole('button', { name: `${words.speed}: ${words.speedOf(1)}` }).waitFor()
  })

  it.each(['SIGKILL', 'SIGSTOP'] as const)('goes on where it was when its process ends or hangs (%s)', async (signal) => {
    await playFor(1)
    const { preview } = await stage.pids()
    const last = (await stage.takeDrawn()).at(-1) ?? (await stage.untilDrawn('moving', 60_000))
    process.kill(preview, signal)
    const killedMs = performance.now()
    await stage.page.getByText(words.restarted).first().waitFor({ timeout: 60_000 })
    const back = await stage.untilDrawn('moving', 60_000)
    console.log(`${signal}: back after ${Math.round(performance.now() - killedMs)} ms`)
    expect(await isPlaying()).toBe(true)
    // What was on its way when it ended is shown still; then it goes on from there.
    expect(secondsOf(back)).toBeLessThan(secondsOf(last) + 2)
    const wentOn = async (): Promise<boolean> =>
      (await stage.takeDrawn()).some((drawn) => drawn.due !== null && secondsOf(drawn) > secondsOf(last))
    await expect.poll(wentOn, { timeout: 60_000 }).toBe(true)
    expect((await stage.pids()).preview).not.toBe(preview)
    // Gone before the next one comes, by itself where it is not put away in time.
    const dismiss = stage.page.getByRole('button', { name: text.common.dismiss, exact: true }).first()
    await dismiss.press('Enter', { timeout: 5_000 }).catch(() => null)
    await stage.page.getByText(words.restarted).first().waitFor({ state: 'detached' })
  })

  it('brings a standing picture back, too', async () => {
    const { preview } = await stage.pids()
    process.kill(preview, 'SIGKILL')
    const back = await stage.untilDrawn('exact', 60_000)
    expect(back.ticks).toBe(0)
    expect(await isPlaying()).toBe(false)
  })
})
