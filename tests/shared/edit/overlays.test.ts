import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { addOverlays, setOverlays, type NewOverlay } from '#shared/edit/commands/overlays.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, visibleSpan } from '#shared/project/timeline.ts'
import { ticks } from '#shared/time/ticks.ts'
import { countingIds, openSession, seconds, second } from '../project/sample-document.ts'
import { rateArbitrary, startingDocument } from './random-edits.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const box = { anchorPoint: 'center', x: 0, y: 0, width: 900, height: 300 } as const
const title: NewOverlay = { content: { kind: 'text', text: 'Brakes', style: defaultCaptionStyle.text }, box }
const star: NewOverlay = { content: { kind: 'sticker', name: 'star' }, box }
const arrow: NewOverlay = {
  content: { kind: 'shape', shape: 'arrow', fill: null, stroke: '#ff6f59', strokeWidth: 12, radius: 0 },
  box: { ...box, anchorPoint: 'bottom-left' },
}

function spanOf(document: LessonDocument, id: keyof LessonDocument['overlays']) {
  const overlay = document.overlays[id]
  if (!overlay) throw new Error('no overlay')
  const span = visibleSpan(document, overlay.anchor, overlay.durationTicks)
  return span && [span.startTicks / second, span.endTicks / second]
}

describe('adding an overlay', () => {
  it('shows it for four seconds, follows the clip, and selects it', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const clip = appendClip(session, 'beta', 10)
    runOk(session, addOverlays, { items: [title], atTicks: seconds(12) })
    const id = selectedId(session, 'overlay')
    expect(spanOf(documentOf(session), id)).toEqual([12, 16])
    expect(documentOf(session).overlays[id]?.anchor).toMatchObject({ kind: 'clip', clipId: clip })
    const [first] = documentOf(session).mainTrack
    if (first?.kind !== 'clip') throw new Error('no clip')
    runOk(session, trimClip, { clipId: first.clipId, edge: 'end', deltaTicks: seconds(-4) })
    expect(spanOf(documentOf(session), id)).toEqual([8, 12])
  })

  it('ends with its clip, and near the end of one starts early enough to be read', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    appendClip(session, 'beta', 10)
    runOk(session, addOverlays, { items: [title], atTicks: seconds(8) })
    expect(spanOf(documentOf(session), selectedId(session, 'overlay'))).toEqual([8, 10])
    runOk(session, addOverlays, { items: [title], atTicks: seconds(20) })
    expect(spanOf(documentOf(session), selectedId(session, 'overlay'))).toEqual([19, 20])
  })

  it('keeps the length that was asked for, over cuts, too', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    appendClip(session, 'beta', 10)
    runOk(session, addOverlays, { items: [title], atTicks: seconds(8), durationTicks: seconds(6) })
    const id = selectedId(session, 'overlay')
    expect(spanOf(documentOf(session), id)).toEqual([8, 14])
    expect(documentOf(session).overlays[id]?.anchor).toEqual({ kind: 'timeline', ticks: seconds(8) })
  })

  it('takes the lowest track that is free, and makes one where none is', () => {
    const session = openSession()
    appendClip(session, 'alpha', 20)
    const tracks: (string | undefined)[] = []
    for (const at of [0, 1, 10, 2]) {
      runOk(session, addOverlays, { items: [star], atTicks: seconds(at) })
      tracks.push(documentOf(session).overlays[selectedId(session, 'overlay')]?.trackId)
    }
    const [first, above, later, third] = tracks
    expect(later).toBe(first)
    expect(new Set([first, above, third]).size).toBe(3)
    const orders = [first, above, third].map((id) => documentOf(session).tracks[id as never as keyof object]?.['order'])
    expect(orders).toEqual([1, 2, 3])
  })

  it('does not hide a twin behind the new one', () => {
    const session = openSession()
    appendClip(session, 'alpha', 20)
    for (let times = 0; times < 3; times += 1) runOk(session, addOverlays, { items: [arrow], atTicks: seconds(1) })
    const places = Object.values(documentOf(session).overlays).map((overlay) => overlay.box.y)
    expect(new Set(places).size).toBe(3)
    expect(Math.min(...places)).toBeLessThan(0)
  })

  it('makes a group of several, one above the other', () => {
    const session = openSession()
    appendClip(session, 'alpha', 20)
    runOk(session, addOverlays, { items: [title, star], atTicks: seconds(1) })
    const { overlays, tracks } = documentOf(session)
    const [lower, upper] = Object.values(overlays)
    expect(session.getSnapshot().selection.map(({ id }) => id)).toEqual([lower?.id, upper?.id])
    expect(lower?.groupId).toBe(upper?.groupId)
    expect(lower?.groupId).not.toBeNull()
    const order = (overlay: typeof lower) => (overlay ? (tracks[overlay.trackId]?.order ?? 0) : 0)
    expect(order(upper)).toBeGreaterThan(order(lower))
    expect(Object.values(overlays).map((overlay) => overlay.box.y)).toEqual([0, 0])
  })

  it('selects the words first, also where they lie on top', () => {
    const session = openSession()
    appendClip(session, 'alpha', 20)
    runOk(session, addOverlays, { items: [star, title], atTicks: seconds(1) })
    const [first] = session.getSnapshot().selection
    expect(first?.kind === 'overlay' && documentOf(session).overlays[first.id]?.content.kind).toBe('text')
  })

  it('is refused in words without a clip, with an unknown sticker or without its picture', () => {
    const session = openSession()
    const codeOf = (items: readonly NewOverlay[]) => {
      const result = session.run(addOverlays, { items, atTicks: seconds(1) })
      return result.ok ? 'ok' : result.error.code
    }
    expect(codeOf([title])).toBe('edit.overlay-outside')
    appendClip(session, 'alpha', 5)
    const before = documentOf(session)
    expect(codeOf([])).toBe('edit.overlay-outside')
    expect(codeOf([{ content: { kind: 'sticker', name: 'nothing' }, box }])).toBe('export.sticker-unknown')
    expect(codeOf([{ content: { kind: 'image', assetId: 'gone' as AssetId }, box }])).toBe('edit.gone')
    expect(codeOf([{ content: { kind: 'image', assetId: 'alpha' as AssetId }, box }])).toBe('export.overlay-no-picture')
    expect(documentOf(session)).toBe(before)
  })
})

describe('changing an overlay', () => {
  it('changes what its kind has and leaves out the rest', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    runOk(session, addOverlays, { items: [title, star, arrow], atTicks: seconds(1) })
    const overlayIds = session.getSnapshot().selection.flatMap((item) => (item.kind === 'overlay' ? [item.id] : []))
    runOk(session, setOverlays, {
      overlayIds,
      changes: { text: 'Two lines', style: { size: 50 }, shape: { strokeWidth: 30 }, box: { x: 7 }, opacity: 0.5, altText: 'A' },
    })
    const [first, second_, third] = overlayIds.map((id) => documentOf(session).overlays[id])
    expect(first?.content).toMatchObject({ text: 'Two lines', style: { size: 50, colour: '#ffffff' } })
    expect(second_?.content).toEqual({ kind: 'sticker', name: 'star' })
    expect(third?.content).toMatchObject({ strokeWidth: 30 })
    expect([first, second_, third].map((overlay) => overlay?.box.x)).toEqual([7, 7, 7])
    session.undo()
    expect(documentOf(session).overlays[overlayIds[0] ?? ('' as never)]?.opacity).toBe(1)
  })
})

const adding = fc.record({
  at: fc.double({ min: -0.1, max: 1.2, noNaN: true }),
  length: fc.option(fc.double({ min: 0.001, max: 30, noNaN: true }), { nil: undefined }),
  items: fc.array(fc.constantFrom(title, star, arrow), { minLength: 1, maxLength: 3 }),
  y: fc.integer({ min: -2000, max: 2000 }),
})

describe('any overlays at any instant', () => {
  it('keep the lesson sound, show inside it, never lie over each other on a track, and go away with undo', () => {
    fc.assert(
      fc.property(rateArbitrary, fc.array(adding, { minLength: 1, maxLength: 8 }), fc.boolean(), (rate, additions, reverse) => {
        const session = new EditSession({ ...startingDocument(rate), overlays: {} }, countingIds())
        if (reverse) runOk(session, setClipSpeed, { clipId: 'c1' as never, changes: { reversed: true } })
        const start = documentOf(session)
        const { durationTicks } = deriveTimeline(start)
        for (const { at, length, items, y } of additions) {
          const atTicks = ticks(Math.round(at * durationTicks))
          const result = session.run(addOverlays, {
            items,
            atTicks,
            ...(length === undefined ? {} : { durationTicks: seconds(length) }),
          })
          if (!result.ok) {
            // Only what would last no time at all.
            expect(result.error.code).toBe('edit.overlay-outside')
            expect(length).toBeDefined()
            continue
          }
          const ids = session.getSnapshot().selection.flatMap((item) => (item.kind === 'overlay' ? [item.id] : []))
          runOk(session, setOverlays, { overlayIds: ids, changes: { box: { y } } })
        }
        const document = documentOf(session)
        expect(checkInvariants(document)).toEqual([])
        const shown = Object.values(document.overlays).map((overlay) => ({
          trackId: overlay.trackId,
          span: visibleSpan(document, overlay.anchor, overlay.durationTicks),
        }))
        for (const { trackId, span } of shown) {
          expect(span).not.toBeNull()
          if (!span) continue
          expect(span.endTicks).toBeLessThanOrEqual(durationTicks)
          const others = shown.filter((other) => other.trackId === trackId && other.span !== span)
          for (const other of others)
            expect((other.span?.startTicks ?? 0) >= span.endTicks || (other.span?.endTicks ?? 0) <= span.startTicks).toBe(true)
        }
        while (session.getSnapshot().undoLabel !== null && documentOf(session) !== start && session.undo()) {
          if (JSON.stringify(documentOf(session)) === JSON.stringify(start)) break
        }
        expect(documentOf(session)).toEqual(start)
      }),
      { numRuns: 60 },
    )
  })
})
