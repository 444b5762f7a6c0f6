import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { pictureOverlay, stickerOverlay } from '#renderer/editor/overlays/add-to-picture.ts'
import { presetLesson, presetView } from '#renderer/editor/overlays/preset-lesson.ts'
import { shapePresets } from '#renderer/editor/overlays/shape-presets.ts'
import { resolveTextStyle } from '#shared/project/brand.ts'
import { titlePresets } from '#renderer/editor/overlays/title-presets.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { readableContrast, textContrast } from '#shared/overlay/contrast.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { findUncovered } from '#shared/overlay/find-uncovered.ts'
import { createTextMeasurer } from '#shared/overlay/measure.ts'
import { canvases } from '#shared/project/defaults.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { stickers } from '#shared/overlay/stickers.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'
import { appendClip, documentOf, runOk } from '../../../shared/edit/run-ok.ts'

const presets = [...titlePresets, ...shapePresets]
const measure = createTextMeasurer(createCanvas(1, 1).getContext('2d'))

describe('every preset', () => {
  it('has a name and an id of its own', () => {
    expect(new Set(titlePresets.map(({ id }) => id)).size).toBe(titlePresets.length)
    expect(new Set(shapePresets.map(({ id }) => id)).size).toBe(shapePresets.length)
    expect(presets.every(({ name }) => name.trim() !== '')).toBe(true)
  })

  it.each(presets.map((preset) => [preset.id, preset] as const))('%s can be put on a clip and shows', (_id, { items }) => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    runOk(session, addOverlays, { items, atTicks: seconds(2) })
    const document = documentOf(session)
    expect(checkInvariants(document)).toEqual([])
    expect(documentOverlays(document, measure)).toHaveLength(items.length)
  })

  it.each(titlePresets.map((preset) => [preset.id, preset] as const))('%s can be read', (_id, { items }) => {
    for (const { content } of items) {
      if (content.kind !== 'text') continue
      expect(textContrast(resolveTextStyle(content.style, null))).toBeGreaterThanOrEqual(readableContrast)
      expect(findUncovered(content.text, content.style)).toEqual([])
    }
  })

  it.each(Object.entries(canvases))('of text lies on a canvas of %s, as a whole', (_name, canvas) => {
    for (const { items } of titlePresets) {
      const lesson = presetLesson(items)
      const document = { ...lesson, settings: { ...lesson.settings, canvas } }
      for (const { box } of documentOverlays(document, measure)) {
        expect(box.x).toBeGreaterThan(-60)
        expect(box.y).toBeGreaterThan(-60)
        expect(box.x + box.width).toBeLessThan(canvas.width + 60)
        expect(box.y + box.height).toBeLessThan(canvas.height + 60)
      }
    }
  })

  it('is seen whole in its preview', () => {
    for (const { items } of titlePresets) {
      const lesson = presetLesson(items)
      const view = presetView(lesson, measure, 1.5)
      expect(view.width / view.height).toBeCloseTo(1.5, 5)
      for (const { box } of documentOverlays(lesson, measure)) {
        expect(box.x).toBeGreaterThanOrEqual(view.x)
        expect(box.x + box.width).toBeLessThanOrEqual(view.x + view.width)
        expect(box.y).toBeGreaterThanOrEqual(view.y)
        expect(box.y + box.height).toBeLessThanOrEqual(view.y + view.height)
      }
    }
  })
})

describe('stickers and pictures', () => {
  it('keep their proportions', () => {
    for (const { id, width, height } of stickers) {
      const box = stickerOverlay(id)?.box
      expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(width / height, 2)
    }
    expect(stickerOverlay('🎉')?.box).toMatchObject({ width: 260, height: 260 })
    expect(stickerOverlay('nothing')).toBeNull()
    const asset = { ...videoAsset('photo', seconds(1)), kind: 'image' as const, interpretation: null }
    const wide = pictureOverlay({ ...asset, imageSize: { width: 4000, height: 1000 } })
    expect(wide?.box).toMatchObject({ width: 620, height: 155 })
    const high = pictureOverlay({ ...asset, imageSize: { width: 30, height: 3000 } })
    expect(high?.box).toMatchObject({ width: 8, height: 760 })
    expect(pictureOverlay(asset)).toBeNull()
  })
})
