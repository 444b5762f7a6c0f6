import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

let studio: Studio
let page: Page
let folder = ''
let userData = ''

const { actions } = text.shortcuts
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
/** A busy machine takes more than the usual second. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 15_000 })
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const clock = async (): Promise<string> => (await page.getByRole('timer').textContent())?.split(' / ')[0] ?? ''
const length = async (): Promise<string> => (await page.getByRole('timer').textContent())?.split(' / ')[1] ?? ''
const picture = (): Promise<string> => page.evaluate(() => document.querySelector('canvas')?.toDataURL() ?? '')

/** What has the focus, as a screen reader names it. */
const focusedName = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    // Nothing has the focus: the page itself is no control, whatever stands on it.
    if (element === document.body) return ''
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

/** Walks with Tab until the focus is on something of that name. */
async function tabTo(name: string | RegExp, key = 'Tab'): Promise<void> {
  const isThere = (found: string): boolean => (typeof name === 'string' ? found.startsWith(name) : name.test(found))
  for (let steps = 0; steps < 90; steps += 1) {
    if (isThere(await focusedName())) return
    await press(key)
  }
  throw new Error(`Tab never gets to ${String(name)}; it ended at “${await focusedName()}”`)
}

async function launch(): Promise<void> {
  studio = await launchStudio({ userData })
  page = studio.page
  await studio.app.evaluate(
    ({ dialog }, clip) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [clip] })
    },
    join(folder, 'waves.mp4'),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-keys-'))
  userData = join(folder, 'user')
  await makeClip(join(folder, 'waves.mp4'), 6)
  await launch()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

/** One lesson without a mouse: each test goes on where the one before it stopped. */
describe('with the keyboard alone', () => {
  it('a lesson is begun with a clip, and moved through', async () => {
    await tabTo(text.library.empty.choose)
    await press('Enter')
    await clips().first().waitFor()
    await press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft')
    await eventually(clock).toBe('0:02.01')
  })

  it('it plays at the speed of J, K and L, also backwards', async () => {
    await press('Home', 'l', 'l')
    await eventually(clock).toMatch(/^0:0[3-5]/)
    await press('k')
    const stopped = await clock()
    const before = await picture()
    await press('j', 'j')
    await eventually(clock).toMatch(/^0:0[0-2]/)
    await press('k')
    const back = await clock()
    expect(back < stopped).toBe(true)
    await eventually(async () => (await picture()) === before).toBe(false)
    await page.waitForTimeout(400)
    expect(await clock()).toBe(back)
  })

  it('it plays slowly while K and L are held', async () => {
    const speed = (of: number) =>
      page.getByRole('button', { name: `${text.editor.preview.speed}: ${text.editor.preview.speedOf(of)}`, exact: true })
    await press('Home')
    await page.keyboard.down('k')
    await page.keyboard.down('l')
    await speed(0.25).waitFor()
    await page.keyboard.up('l')
    await speed(1).waitFor()
    await page.keyboard.up('k')
    expect(await page.getByRole('button', { name: text.editor.preview.play, exact: true }).count()).toBe(1)
  })

  it('a stretch between I and O is cut out', async () => {
    await press('Home', 'Shift+ArrowRight', 'i', 'Shift+ArrowRight', 'Shift+ArrowRight', 'o', 'x')
    await eventually(length).toBe('0:04')
    await eventually(clock).toBe('0:01.00')
    expect(await clips().count()).toBe(2)
  })

  it('clips are split and trimmed, and the history goes back to any step', async () => {
    await press('End', 'Shift+ArrowLeft', 's')
    await eventually(() => clips().count()).toBe(3)
    await press('Shift+ArrowLeft', '[')
    await eventually(length).toBe('0:03')
    await press('h')
    const steps = page.getByRole('listbox', { name: text.history.listLabel }).getByRole('option')
    await eventually(() => steps.count()).toBe(5)
    expect(await findViolations(page)).toEqual([])
    await press('ArrowUp', 'ArrowUp', 'Enter')
    await eventually(length).toBe('0:04')
    expect(await clips().count()).toBe(2)
    await press('ArrowDown', 'ArrowDown', 'Enter', 'Escape')
    await eventually(length).toBe('0:03')
  })

  it('what is copied is pasted, cut and doubled; anything else is declined in a sentence', async () => {
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 's', 'Control+c', 'End', 'Control+v')
    await eventually(() => clips().count()).toBe(5)
    await press('Control+x')
    await eventually(() => clips().count()).toBe(4)
    await press('Control+v')
    await eventually(() => clips().count()).toBe(5)
    await press('Control+d')
    await eventually(() => clips().count()).toBe(6)
    await studio.app.evaluate(({ clipboard }) => clipboard.writeText('only words'))
    await press('Control+v')
    await page.getByText(text.clipboard.onlyText).waitFor()
    await page.evaluate(() => {
      const garble = (event: ClipboardEvent): void => {
        event.clipboardData?.setData('application/x-tidbit-items', '{"format":"tidbit-items","main":[{}]}')
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      document.addEventListener('copy', garble, { capture: true, once: true })
    })
    await press('Control+c', 'Control+v')
    await page.getByText(text.clipboard.nonsense).waitFor()
    expect(await clips().count()).toBe(6)
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z', 'Control+z')
    await eventually(() => clips().count()).toBe(3)
  })

  it('a question is asked', async () => {
    await press('Home', 'Shift+ArrowRight', 'q')
    await page.keyboard.type('What do you see?')
    await eventually(() => page.getByRole('listbox', { name: text.timeline.lanes.questions }).textContent()).toContain(
      'What do you see?',
    )
  })

  it('a key is changed, where another had it before', async () => {
    await tabTo(text.editor.shortcutsButton, 'Shift+Tab')
    await press('Enter')
    await tabTo(`${actions.split}:`)
    await press('Enter', 'q')
    await page.getByText(text.shortcuts.taken('Q', actions.question)).waitFor()
    expect(await findViolations(page)).toEqual([])
    await press('Enter', 'Enter', 'b', 'Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    await press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 's')
    expect(await clips().count()).toBe(3)
    await press('b')
    await eventually(() => clips().count()).toBe(4)
  })

  it('the lesson gets as far as the export', async () => {
    await tabTo(text.editor.export)
    await press('Enter')
    await page.getByRole('dialog', { name: text.export.title }).waitFor()
    await press('Escape')
  })
})

describe('keys that were changed', () => {
  it('are what they were after a restart, and can be put back', async () => {
    await page.getByText(text.editor.saved.saved, { exact: true }).waitFor()
    await studio.close()
    await launch()
    await page.getByText('waves').first().waitFor()
    await tabTo(/waves/)
    await press('Enter')
    await clips().nth(3).waitFor()
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 's')
    expect(await clips().count()).toBe(4)
    await press('b')
    await eventually(() => clips().count()).toBe(5)
    await press('?')
    await tabTo(text.shortcuts.resetAll)
    await press('Enter', 'Escape')
    await press('Control+z')
    await eventually(() => clips().count()).toBe(4)
    await press('s')
    await eventually(() => clips().count()).toBe(5)
  })
})
