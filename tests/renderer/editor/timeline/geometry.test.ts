import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampScale,
  dropIndex,
  fitScale,
  isNarrow,
  maxScale,
  minScale,
  rangeInView,
  rulerMarks,
  scrollToShow,
  sightOf,
  tailPx,
  toPixels,
  toTicks,
  zoomAround,
} from '#renderer/editor/timeline/geometry.ts'
import { edgeStep } from '#renderer/editor/timeline/edge-scroll.ts'
import type { Span } from '#shared/project/timeline.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'

const rate = { num: 30, den: 1 }
const ntsc = { num: 30_000, den: 1001 }
const seconds = secondsToTicks
const scales = fc.double({ min: minScale, max: maxScale, noNaN: true })

describe('pixels and ticks', () => {
  it('are inverse to within a tick', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 180 * 120_000 }), scales, (at, scale) => {
        expect(Math.abs(toTicks(toPixels(ticks(at), scale), scale) - at)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never go before zero', () => {
    expect(toTicks(-20, 50)).toBe(0)
  })
})

describe('zooming', () => {
  it('keeps the instant under the pointer unless the start would move inwards', () => {
    fc.assert(
      fc.property(
        scales,
        scales,
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 1200, noNaN: true }),
        (from, to, scrollPx, pointerPx) => {
          const before = (scrollPx + pointerPx) / from
          const view = zoomAround({ scale: from, scrollPx }, to, pointerPx)
          const after = (view.scrollPx + pointerPx) / view.scale
          expect(view.scrollPx).toBeGreaterThanOrEqual(0)
          if (view.scrollPx > 0) expect(after).toBeCloseTo(before, 6)
        },
      ),
    )
  })

  it('stays within the limits', () => {
    expect(clampScale(0)).toBe(minScale)
    expect(zoomAround({ scale: 100, scrollPx: 0 }, 1e9, 0).scale).toBe(maxScale)
  })

  it('fits the lesson and leaves room behind it', () => {
    const scale = fitScale(seconds(40), 1000)
    expect(toPixels(seconds(40), scale)).toBeCloseTo(1000 - tailPx, 6)
  })

  it('scrolls to an instant out of sight and leaves one in sight alone', () => {
    const view = { scale: 100, scrollPx: 500 }
    expect(scrollToShow(seconds(7), view, 800)).toBeNull()
    expect(scrollToShow(seconds(2), view, 800)).toBe(152)
    expect(scrollToShow(seconds(30), view, 800)).toBe(2600)
  })
})

describe('the ruler', () => {
  it('labels whole seconds at the usual scale, with smaller marks between', () => {
    const marks = rulerMarks(ticks(0), seconds(10), 40, rate)
    expect(marks.filter((mark) => mark.label).map((mark) => mark.label)).toEqual(['0:00', '0:02', '0:04', '0:06', '0:08', '0:10'])
    expect(marks.length).toBeGreaterThan(6)
  })

  it('labels frames when zoomed in', () => {
    const marks = rulerMarks(ticks(0), seconds(1), 600, rate)
    expect(marks[1]?.label).toBe('0:00.05')
    for (const mark of marks) expect(snapToFrame(mark.ticks, rate)).toBe(mark.ticks)
  })

  it('keeps labels 72 px apart at every scale', () => {
    fc.assert(
      fc.property(fc.double({ min: minScale, max: maxScale, noNaN: true }), fc.constantFrom(rate, ntsc), (scale, fps) => {
        const labelled = rulerMarks(ticks(0), seconds(180), scale, fps).filter((mark) => mark.label !== null)
        for (const [index, mark] of labelled.entries()) {
          const next = labelled[index + 1]
          if (next) expect(toPixels(next.ticks, scale) - toPixels(mark.ticks, scale)).toBeGreaterThanOrEqual(71.8)
        }
      }),
      { numRuns: 40 },
    )
  })
})

const span = (from: number, to: number) => ({ startTicks: seconds(from), endTicks: seconds(to) })

describe('dragging a clip', () => {
  const spans = [span(0, 4), span(4, 6), span(6, 12)]

  it('stays where it is until its middle passes that of its neighbour', () => {
    expect(dropIndex(spans, 0, seconds(2.9))).toBe(0)
    expect(dropIndex(spans, 0, seconds(3.1))).toBe(1)
    expect(dropIndex(spans, 0, seconds(60))).toBe(2)
    expect(dropIndex(spans, 2, ticks(-seconds(4.1)))).toBe(1)
    expect(dropIndex(spans, 2, ticks(-seconds(60)))).toBe(0)
  })

  it('draws only what is in view', () => {
    expect(rangeInView(toItems(spans), seconds(4.5), seconds(5))).toEqual([1, 2])
    expect(rangeInView(toItems(spans), seconds(13), seconds(20))).toEqual([3, 3])
    expect(rangeInView(toItems(spans), seconds(3), seconds(20))).toEqual([0, 3])
  })
})

const toItems = (spans: readonly Span[]) => spans.map((entry) => ({ span: entry }))

describe('sight', () => {
  it('covers what is on screen and a margin, and stays the same over small scrolls', () => {
    fc.assert(
      fc.property(
        scales,
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 200, max: 2500 }),
        (scale, scrollPx, widthPx) => {
          const sight = sightOf({ scale, scrollPx }, widthPx)
          expect(toPixels(sight.from, scale)).toBeLessThanOrEqual(Math.max(0, scrollPx - 300) + 1)
          expect(toPixels(sight.to, scale)).toBeGreaterThanOrEqual(scrollPx + widthPx + 300)
        },
      ),
    )
    expect(sightOf({ scale: 40, scrollPx: 330 }, 1000)).toEqual(sightOf({ scale: 40, scrollPx: 500 }, 1000))
  })

  it('paints what is too narrow to hit together, but not what stands at an instant', () => {
    expect(isNarrow({ span: span(0, 0.1) }, 40)).toBe(true)
    expect(isNarrow({ span: span(0, 0.2) }, 40)).toBe(false)
    expect(isNarrow({ span: span(1, 1) }, 40)).toBe(false)
  })
})

describe('the ends of the lanes', () => {
  const lanes = { left: 200, right: 1200 }

  it('scroll the faster the farther the pointer is out, and not in the middle', () => {
    expect(edgeStep(700, lanes)).toBe(0)
    expect(edgeStep(210, lanes)).toBeLessThan(0)
    expect(edgeStep(1195, lanes)).toBeGreaterThan(0)
    expect(edgeStep(1260, lanes)).toBeGreaterThan(edgeStep(1195, lanes))
    expect(edgeStep(9000, lanes)).toBe(edgeStep(99_000, lanes))
  })
})
