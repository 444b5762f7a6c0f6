import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, CDPSession, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listLocalAddresses } from '#main/core/phone-upload/local-addresses.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { launchChromium, watchTrouble } from '../packages/browser.ts'
import { findViolations } from './find-violations.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.phone.page
/** The narrowest phone that counts. */
const smallPhone = { width: 320, height: 568 }
/** Slow enough to be cut in the middle, also by a machine that is slow to look: the large clip would take half a minute. */
const slowBytesPerSecond = 350_000
const largeBytes = 10_000_000

let folder: string
let userData: string
let studio: Studio
let page: Page
let browser: Browser
let phone: Page
let wire: CDPSession
let trouble: readonly string[]

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()

async function setNetwork(offline: boolean, uploadThroughput: number): Promise<void> {
  await wire.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput })
}

async function openSession(): Promise<string> {
  await button(text.phone.open).click()
  const address = page.getByText(/^http:\/\//)
  await address.waitFor()
  return (await address.textContent()) ?? ''
}

/** A film that is larger than its pictures need: bytes that no reader minds stand at its end. */
async function makeLargeClip(name: string): Promise<void> {
  await makeClip(join(folder, 'short.mp4'), 2)
  const film = await readFile(join(folder, 'short.mp4'))
  const filling = randomBytes(largeBytes - film.length)
  filling.writeUInt32BE(filling.length, 0)
  filling.write('free', 4, 'latin1')
  await writeFile(join(folder, name), Buffer.concat([film, filling]))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-phone-'))
  await makeLargeClip('IMG_1.MOV')
  await writeFile(join(folder, 'letter.mp4'), 'Dear students, this is a letter.')
  userData = join(folder, 'user-data')
  studio = await launchStudio({ userData })
  page = studio.page
  await invoke(studio, 'library.create', { title: 'From <my> phone', language: 'en', canvas: '9:16' })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await button(text.library.open('From <my> phone')).click()
  await button(text.phone.open).waitFor()
  browser = await launchChromium()
  const context = await browser.newContext({ viewport: smallPhone, hasTouch: true, isMobile: true })
  phone = await context.newPage()
  wire = await context.newCDPSession(phone)
})
afterAll(async () => {
  await browser.close()
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('clips from a phone', () => {
  it('are let in through an address of the local network, shown as a code and as words', async () => {
    expect(listLocalAddresses().length, 'this machine is in a local network').toBeGreaterThan(0)
    const url = await openSession()
    expect(url).toMatch(/^http:\/\/\S+:\d+\/[0-9a-z]{26}\/$/)
    await page.getByRole('img', { name: text.phone.codeLabel(url) }).waitFor()
    expect(await findViolations(page)).toEqual([])
    trouble = watchTrouble(phone, new URL(url).origin)
    await phone.goto(url)
    await phone.getByRole('heading', { name: words.title }).waitFor()
    await phone.getByText(words.forLesson('From <my> phone')).waitFor()
    await page.getByText(text.phone.connected).waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(smallPhone.width)
  })

  it('go on after the connection was lost, wait while they are paused, and come into the lesson', async () => {
    await wire.send('Network.enable')
    await setNetwork(false, slowBytesPerSecond)
    await phone.getByLabel(words.choose).setInputFiles(join(folder, 'IMG_1.MOV'))
    const row = phone.getByRole('listitem').filter({ hasText: 'IMG_1.MOV' })
    await page.getByText(text.phone.receiving('IMG_1.MOV')).waitFor()
    const sent = async (): Promise<number> => Number(/\d+/.exec((await row.locator('.state').textContent()) ?? '')?.[0] ?? 0)
    await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(5)
    await setNetwork(true, slowBytesPerSecond)
    await row.getByText(words.lost).waitFor()
    await setNetwork(false, slowBytesPerSecond)
    await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(5)
    await row.getByRole('button', { name: words.pauseOf('IMG_1.MOV') }).click()
    const resume = row.getByRole('button', { name: words.resumeOf('IMG_1.MOV') })
    await resume.waitFor()
    await phone.evaluate(axe.source)
    const found = await phone.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
    await setNetwork(false, -1)
    await resume.click()
    await row.getByText(words.done, { exact: true }).waitFor({ timeout: 60_000 })
    // Through the normal import, with a place on the timeline.
    await page.getByText('IMG_1.mov').first().waitFor({ timeout: 60_000 })
    const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
    await expect.poll(() => clips.count(), { timeout: 60_000 }).toBe(1)
  })

  it('that are none are refused in a sentence on both sides', async () => {
    // Here it is a message that goes by itself.
    const told = page.getByText(/“letter\.mp4” is no clip/).waitFor()
    await phone.getByLabel(words.choose).setInputFiles(join(folder, 'letter.mp4'))
    await Promise.all([told, phone.getByRole('listitem').filter({ hasText: words.notMedia }).waitFor()])
  })

  it('are let in no more after Stop', async () => {
    await button(text.phone.stop).click()
    await page.getByText(text.phone.connected).waitFor({ state: 'detached' })
    const url = phone.url()
    await expect.poll(() => phone.goto(url).catch(() => 'refused'), { timeout: 60_000 }).toBe('refused')
    // What the lost connection and the refused file left in the console is what they should.
    const expected = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|415/
    expect(trouble.filter((line) => !expected.test(line))).toEqual([])
  })

  it('are offered at the next start where the program ended before they were in the lesson', async () => {
    await makeClip(join(folder, 'second.mp4'), 1)
    await phone.goto(await openSession())
    await page.getByText(text.phone.connected).waitFor()
    const main = studio.app.process()
    const ended = once(main, 'exit')
    // As soon as the clip is here, and in no lesson.
    await studio.app.evaluate(
      (_, recordings) => {
        const { readFileSync, statSync, watch } = process.getBuiltinModule('node:fs')
        watch(recordings, (_event, name) => {
          if (!/^[0-9a-f-]+\.json$/.test(name ?? '')) return
          const { lessonId, fileName } = JSON.parse(readFileSync(`${recordings}/${name}`, 'utf8'))
          const look = (): unknown =>
            statSync(`${recordings}/${lessonId}/${fileName}`).size > 0 ? process.kill(process.pid, 'SIGKILL') : setImmediate(look)
          look()
        })
      },
      join(userData, 'recordings'),
    )
    await phone.getByLabel(words.choose).setInputFiles(join(folder, 'second.mp4'))
    await ended
    studio = await launchStudio({ userData })
    page = studio.page
    const card = page.getByRole('region', { name: text.record.interrupted.region })
    await card.waitFor()
    expect(await findViolations(page)).toEqual([])
    await card.getByRole('button', { name: text.record.interrupted.addNamed('second.mp4') }).click()
    const clips = page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
    await expect.poll(() => clips.count(), { timeout: 60_000 }).toBe(2)
    await expect.poll(async () => (await invoke(studio, 'recording.interrupted', {})).recordings).toEqual([])
  })
})
