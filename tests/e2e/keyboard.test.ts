import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { text } from '#shared/messages/ui/catalogue.ts'
import { shippedMusic } from '#shared/sound/sounds.ts'
import { readAccessibilityTree } from './accessibility-tree.ts'
import { findViolations } from './find-violations.ts'
import { walkFocus } from './focus-walk.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { answerDialogs } from './lesson-steps.ts'
import { makeClip } from './make-clip.ts'
import { showTheme } from './show-theme.ts'

type Panel = Exclude<keyof typeof text.editor.panels, 'label'>

let studio: Studio
let page: Page
let folder = ''
let userData = ''

const { actions } = text.shortcuts
const clips = () => page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option')
/** A busy machine takes more than the usual second. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 60_000 })
const hasFocusIn = (role: string): Promise<boolean> =>
  page.evaluate((name) => (document.activeElement?.closest(`[role=${name}]`) ?? null) !== null, role)
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

/** Out of a field, where letters are letters, to a button near by, where they are keys. */
const leaveFields = (): Promise<void> => tabTo(text.editor.shortcutsButton, 'Shift+Tab')

/** Along the rail at the left, where one tab stop stands for all panels. */
async function openPanel(panel: Panel): Promise<void> {
  await page.waitForFunction(() => document.activeElement !== document.body)
  for (let steps = 0; !(await isOnTab()); steps += 1) {
    if (steps > 90) throw new Error('Tab never gets to the panels')
    await press('Tab')
  }
  const name = text.editor.panels[panel]
  for (let steps = 0; (await focusedName()) !== name; steps += 1) {
    if (steps > 10) throw new Error(`The arrow keys never get to “${name}”`)
    await press('ArrowDown')
  }
}

const isOnTab = (): Promise<boolean> => page.evaluate(() => document.activeElement?.getAttribute('role') === 'tab')

async function readEntry(file: string, name: string): Promise<string> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false })
  const chunks: Buffer[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  }
  zip.close()
  return Buffer.concat(chunks).toString('utf8')
}

async function launch(): Promise<void> {
  studio = await launchStudio({ userData })
  page = studio.page
  await answerDialogs(studio, [join(folder, 'waves.mp4')], join(folder, 'lesson.zip'))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-keys-'))
  userData = join(folder, 'user')
  await makeClip(join(folder, 'waves.mp4'), 6)
  await launch()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** One lesson without a mouse: each test goes on where the one before it stopped. */
describe('with the keyboard alone', () => {
  it('a lesson is begun with a clip, and moved through', async () => {
    await page.getByRole('button', { name: text.library.empty.choose }).waitFor()
    await tabTo(text.library.empty.choose)
    await press('Enter')
    await clips().first().waitFor()
    await press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft')
    await eventually(clock).toBe('0:02.01')
  })

  it('it plays at the speed of J, K and L, also backwards', async () => {
    await press('Home', 'l', 'l')
    await eventually(clock).toMatch(/^0:0[3-6]/)
    await press('k')
    const stopped = await clock()
    const before = await picture()
    await press('j', 'j')
    await eventually(clock).toMatch(/^0:0[0-2]/)
    await press('k')
    const back = await clock()
    expect(back < stopped).toBe(true)
    await eventually(async () => (await picture()) === before).toBe(false)
    // The time for that picture was enough to move on, if it still played.
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
    await eventually(() => page.getByRole('button', { name: text.editor.preview.play, exact: true }).count()).toBe(1)
  })

  it('a stretch between I and O is cut out', async () => {
    await press('Home', 'Shift+ArrowRight', 'i', 'Shift+ArrowRight', 'Shift+ArrowRight', 'o', 'x')
    await eventually(length).toBe('0:04')
    await eventually(clock).toBe('0:01.00')
    await eventually(() => clips().count()).toBe(2)
  })

  it('clips are split and trimmed, and the history goes back to any step', async () => {
    await press('End', 'Shift+ArrowLeft', 's')
    await eventually(() => clips().count()).toBe(3)
    await press('Shift+ArrowLeft', '[')
    await eventually(length).toBe('0:03')
    await press('h')
    const steps = page.getByRole('listbox', { name: text.history.listLabel }).getByRole('option')
    await eventually(() => steps.count()).toBe(5)
    await eventually(() => hasFocusIn('listbox')).toBe(true)
    expect(await findViolations(page)).toEqual([])
    await press('ArrowUp', 'ArrowUp', 'Enter')
    await eventually(length).toBe('0:04')
    await eventually(() => clips().count()).toBe(2)
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
    await press('Enter')
    await page.keyboard.type('A wave')
    await press('Enter')
    await page.keyboard.type('A wheel')
  })

  it('a key is changed, where another had it before', async () => {
    await tabTo(text.editor.shortcutsButton, 'Shift+Tab')
    await press('Enter')
    await eventually(() => hasFocusIn('dialog')).toBe(true)
    await tabTo(`${actions.split}:`)
    await press('Enter', 'q')
    await page.getByText(text.shortcuts.taken('Q', actions.question)).waitFor()
    expect(await findViolations(page)).toEqual([])
    await press('Enter', 'Enter', 'b', 'Escape')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
    await press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 's')
    await eventually(() => clips().count()).toBe(3)
    await press('b')
    await eventually(() => clips().count()).toBe(4)
  })

  it('a question of another kind is asked', async () => {
    const asked = () => page.getByRole('listbox', { name: text.timeline.lanes.questions }).getByRole('option')
    await leaveFields()
    await press('End', 'Shift+ArrowLeft', 'q')
    await page.keyboard.type('Water moves with the wave.')
    await eventually(() => asked().count()).toBe(2)
    await tabTo(text.quiz.types['single-choice'], 'Shift+Tab')
    await press('Enter')
    await eventually(() => hasFocusIn('listbox')).toBe(true)
    await page.keyboard.type(text.quiz.types['true-false'].slice(0, 4))
    await press('Enter')
    await eventually(() => page.getByRole('option', { name: text.quiz.types['multiple-choice'] }).count()).toBe(0)
  })

  it('a title, a caption and music are added', async () => {
    await leaveFields()
    await press('Home')
    await openPanel('overlays')
    await tabTo(text.overlays.presets.heading)
    await press('Enter')
    await page.getByRole('option', { name: new RegExp(`^${text.overlays.samples.heading}`) }).waitFor()
    await tabTo(text.overlays.samples.heading)
    await press('Control+a')
    await page.keyboard.type('Reading waves')
    await leaveFields()
    await press('Home', 'c')
    await page.keyboard.type('Waves roll in')
    await eventually(() => page.getByRole('listbox', { name: text.timeline.lanes.captions }).textContent()).toContain(
      'Waves roll in',
    )
    await leaveFields()
    await openPanel('music')
    const [song] = shippedMusic
    await tabTo(song?.title ?? '')
    await press('ArrowRight', 'ArrowRight', 'Enter')
    await page
      .getByRole('listbox', { name: new RegExp(text.clipSettings.tracks.kinds.music) })
      .getByRole('option')
      .waitFor()
  })

  it('a screen reader finds the parts of the editor in order, and every item with its time', async () => {
    const spoken = await readAccessibilityTree(page)
    const places = ['banner', 'main', 'tablist', 'region', 'complementary', 'listbox']
    const { lanes, label } = text.timeline
    const order = [
      text.editor.panels.label,
      text.editor.preview.label,
      text.editor.inspector.label,
      label,
      'Overlays 1',
      lanes.clips,
      lanes.captions,
      lanes.questions,
      text.clipSettings.tracks.kinds.music,
    ]
    const found = spoken.filter(({ role, name }) => places.includes(role) && order.includes(name)).map(({ name }) => name)
    expect(found).toEqual(order)
    const items = spoken.slice(spoken.findLastIndex(({ name }) => name === label)).filter(({ role }) => role === 'option')
    expect(items.map(({ name }) => name.replaceAll(' ,', ','))).toEqual([
      expect.stringMatching(/^Reading waves, [\d.]+ s, starts at 0:00/),
      ...Array.from({ length: await clips().count() }, () =>
        expect.stringMatching(/^Clip waves\.mp4, [\d.]+ s, starts at 0:0\d/),
      ),
      expect.stringMatching(/^Caption at 0:00: Waves roll in/),
      expect.stringMatching(/^Question at 0:01: What do you see/),
      expect.stringMatching(/^Question at 0:0\d: Water moves/),
      expect.stringMatching(/starts at 0:00/),
    ])
  })

  // The second one without colours to tell it by.
  it.each(['light', 'contrast-dark'] as const)('the focus is seen wherever Tab goes (%s)', async (theme) => {
    await showTheme(page, theme)
    const { stops, unseen } = await walkFocus(page)
    expect(unseen).toEqual([])
    expect(stops).toBeGreaterThan(25)
  })

  it('the lesson is exported, and the package holds all of it', async () => {
    await leaveFields()
    await tabTo(text.editor.export)
    await press('Enter')
    await page.getByRole('dialog', { name: text.export.title }).waitFor()
    await tabTo(text.export.start)
    await press('Enter')
    await page.getByText(text.export.doneTitle).waitFor({ timeout: 120_000 })
    await press('Escape')
    const lesson = await readEntry(join(folder, 'lesson.zip'), 'player/lesson.js')
    for (const words of ['What do you see?', 'A wheel', 'Water moves with the wave.', 'Waves roll in'])
      expect(lesson).toContain(words)
    expect(await readEntry(join(folder, 'lesson.zip'), 'imsmanifest.xml')).toContain('<schemaversion>1.2</schemaversion>')
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
