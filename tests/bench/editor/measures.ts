import type { Page } from 'playwright'
import { median } from '../measure.ts'

/** Where the time of one edit goes; milliseconds. */
export type EditParts = {
  /** The key's handling: the command, its checks, its step of the history. */
  readonly command: number
  /** Until the timeline's elements are changed. */
  readonly render: number
  /** Nothing to do until the screen asks for the next frame. */
  readonly wait: number
  /** Style, layout and paint. */
  readonly frame: number
}

export type Edits = {
  /** From the key press until the frame that shows the edit was handed over, each; milliseconds. */
  readonly ms: readonly number[]
  readonly parts: readonly EditParts[]
  /** What the window's main thread worked until that frame, each; milliseconds of the processor. */
  readonly workMs: readonly number[]
  /** What it worked for one edit in all, the picture of the preview and the panels included; milliseconds of the processor. */
  readonly mainThreadMs: number
}

/**
 * Cuts off the rest of the clip under the playhead, so that all behind it moves, and takes it back, over and over. A task that
 * the frame's own callback posts runs after style, layout and paint.
 */
export async function measureEdits(page: Page, count: number): Promise<Edits> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
  const parts: EditParts[] = []
  const workMs: number[] = []
  // To ask for a frame costs something, too.
  const idle: number[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    const before = await worked()
    await page.evaluate(awaitFrame)
    idle.push((await worked()) - before)
  }
  const idleMs = median(idle)
  let mainThreadMs = 0
  await page.keyboard.press('Home')
  for (let turn = 0; turn < count / 2; turn += 1) {
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowRight')
    for (const chord of [{ key: ']' }, { key: 'z', ctrlKey: true }]) {
      await page.waitForTimeout(settleMs)
      const before = await worked()
      parts.push(await page.evaluate(pressAndTime, chord))
      workMs.push(Math.max(0, (await worked()) - before - idleMs))
      await page.evaluate(() => (window as Held).release?.())
      await page.waitForTimeout(settleMs)
      mainThreadMs += (await worked()) - before
    }
  }
  await session.detach()
  const ms = parts.map(({ command, render, wait, frame }) => command + render + wait + frame)
  return { ms, parts, workMs, mainThreadMs: mainThreadMs / ms.length }
}

/** The picture of an edit comes first and the timeline at once after it; this is what lies between two edits of a quick hand. */
const settleMs = 250

type Chord = { readonly key: string; readonly ctrlKey?: boolean }

/** Runs in the page: a frame in which nothing changes. */
function awaitFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve())
      port1.start()
      port2.postMessage(null)
    })
  })
}

/** Starts what was put off. */
type Held = Window & { release?: () => void }

/** Runs in the page. What the editor puts off until the frame is painted is held back until `release`, to be measured apart. */
function pressAndTime(chord: Chord): Promise<EditParts> {
  return new Promise((resolve) => {
    // What is only painted changes no element of its lane; the length of the lesson, on the ruler, is told in the same go.
    const region = document.querySelector('#timeline-lanes')
    if (!region) throw new Error('There is no timeline')
    const target = document.activeElement ?? document.body
    const began = performance.now()
    let commanded = began
    const held: (() => void)[] = []
    const { setTimeout: real } = window
    const hold = (act: () => void, afterMs?: number): number => (afterMs ? Number(real(act, afterMs)) : held.push(act))
    Object.assign(window, {
      setTimeout: hold,
      release: () => {
        Object.assign(window, { setTimeout: real })
        for (const act of held.splice(0)) act()
      },
    })
    const watcher = new MutationObserver(() => {
      watcher.disconnect()
      const rendered = performance.now()
      requestAnimationFrame(() => {
        const asked = performance.now()
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          const painted = performance.now()
          resolve({ command: commanded - began, render: rendered - commanded, wait: asked - rendered, frame: painted - asked })
        })
        port1.start()
        port2.postMessage(null)
      })
    })
    watcher.observe(region, { subtree: true, childList: true, attributes: true })
    target.dispatchEvent(new KeyboardEvent('keydown', { ...chord, bubbles: true, cancelable: true }))
    commanded = performance.now()
  })
}

export type Frames = { readonly shown: number; readonly due: number; readonly droppedPercent: number }

/** Moves or zooms the timeline on every frame for three seconds, and counts the frames that came. */
export async function countFrames(page: Page, how: 'scroll' | 'zoom'): Promise<Frames> {
  if (how === 'scroll')
    // Where a hand would scroll: some seconds fill the screen.
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('+')
  await page.waitForTimeout(1000)
  return page.evaluate(
    async ({ way, seconds }) => {
      const scroller = document.querySelector<HTMLElement>('#timeline-lanes')
      if (!scroller) throw new Error('There is no timeline')
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
      // How often this screen shows a frame when there is nothing to do.
      const idle: number[] = []
      let last = await frame()
      for (let count = 0; count < 60; count += 1) {
        const now = await frame()
        idle.push(now - last)
        last = now
      }
      const frameMs = idle.toSorted((a, b) => a - b)[30] ?? 16.7
      const box = scroller.getBoundingClientRect()
      const began = await frame()
      let [shown, now, direction] = [0, began, 1]
      while (now - began < seconds * 1000) {
        if (way === 'scroll') {
          const before = scroller.scrollLeft
          scroller.scrollLeft += 30 * direction
          if (scroller.scrollLeft === before) direction = -direction
        } else {
          direction = Math.floor((now - began) / 500) % 2 === 0 ? 1 : -1
          const at = { clientX: box.left + box.width / 2, clientY: box.top + 100 }
          scroller.dispatchEvent(
            new WheelEvent('wheel', { deltaY: -20 * direction, ctrlKey: true, bubbles: true, cancelable: true, ...at }),
          )
        }
        now = await frame()
        shown += 1
      }
      const due = Math.round((now - began) / frameMs)
      return { shown, due, droppedPercent: Math.max(0, (1 - shown / due) * 100) }
    },
    { way: how, seconds: 3 },
  )
}

/** Longer than the longest wait of an autosave. */
const restMs = 8000

/** How many times the memory after the first hundred edits and undos the page holds after all of them. */
export async function memoryGrowth(page: Page, count: number, log: (line: string) => void): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const heap = async (): Promise<number> => {
    // What the last edits put off (a save, the plan on its way to the engine, its pictures) would be counted otherwise.
    await page.waitForTimeout(restMs)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize
  }
  const edit = async (times: number): Promise<void> => {
    await page.evaluate(async (turns) => {
      const press = (init: KeyboardEventInit): void =>
        void (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
        )
      for (let turn = 0; turn < turns; turn += 1) {
        press({ key: 's' })
        await new Promise((resolve) => setTimeout(resolve, 0))
        press({ key: 'z', ctrlKey: true })
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    }, times)
  }
  await edit(100)
  const before = await heap()
  await edit(count - 100)
  const after = await heap()
  log(`memory: ${(before / 1e6).toFixed(1)} MB, after ${count} edits and undos ${(after / 1e6).toFixed(1)} MB`)
  return after / before
}
