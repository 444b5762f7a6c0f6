import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropPicture } from '#renderer/editor/canvas/crop-picture.ts'
import { overlayPlace } from '#renderer/editor/canvas/scene.ts'
import { documentDuring, isPicture } from '#renderer/editor/canvas/shown-document.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { cropItem } from '#shared/edit/commands/place-items.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const length = seconds(10)
const video = videoAsset('photo', length)
const photo = { ...video, kind: 'image' as const, interpretation: null, imageSize: { width: 400, height: 200 } }

function openWith(rotationDegrees: number) {
  const session = openSession()
  session.run(insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  const content = { kind: 'image', assetId: 'photo' as AssetId } as const
  const box = { anchorPoint: 'top-right', x: -80, y: 200, width: 600, height: 300 } as const
  session.run(addOverlays, { items: [{ content, box, rotationDegrees }], atTicks: zeroTicks, assets: [photo] })
  const read = () => {
    const { document } = session.getSnapshot()
    const [overlay] = Object.values(document.overlays)
    if (!overlay || !isPicture(overlay)) throw new Error('no picture')
    return { document, overlay }
  }
  const crop = (region: Region | null) => {
    const { document, overlay } = read()
    const done = session.run(cropItem, { changes: [cropPicture(document, overlay, seconds(1), region)] })
    expect(done.ok).toBe(true)
    return read()
  }
  return { read, crop }
}

/** Where a point of the whole picture (shares) lies on the canvas. */
function pointOf(
  { document, overlay }: { document: Parameters<typeof overlayPlace>[0]; overlay: Overlay },
  x: number,
  y: number,
) {
  const place = overlayPlace(document, overlay, seconds(1))
  const crop = (overlay.content.kind === 'image' && overlay.content.crop) || { x: 0, y: 0, width: 1, height: 1 }
  const right = ((x - crop.x) / crop.width - 0.5) * place.width
  const down = ((y - crop.y) / crop.height - 0.5) * place.height
  const angle = (place.rotationDegrees * Math.PI) / 180
  return {
    x: place.centre.x + right * Math.cos(angle) - down * Math.sin(angle),
    y: place.centre.y + right * Math.sin(angle) + down * Math.cos(angle),
  }
}

const region = fc
  .record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }), w: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ x, y, w }): Region => ({
    x: x / 10,
    y: y / 10,
    width: Math.max(0.05, w * (1 - x / 10)),
    height: Math.max(0.05, w * (1 - y / 10)),
  }))

describe('a picture over the clips', () => {
  it('stays where it is, whatever part of it is chosen, one after the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.array(region, { minLength: 1, maxLength: 4 }), (turned, list) => {
        const lesson = openWith(turned)
        const before = pointOf(lesson.read(), 0.5, 0.5)
        for (const each of [...list, null]) {
          const after = pointOf(lesson.crop(each), 0.5, 0.5)
          // Places are kept to hundredths, and a part of a twentieth counts them twenty times.
          expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1)
        }
        expect(lesson.read().overlay.content).toEqual({ kind: 'image', assetId: 'photo' })
        expect(lesson.read().overlay.box.width).toBeCloseTo(600, 0)
      }),
      { numRuns: 40 },
    )
  })

  it('shows whole, upright and large while it is cropped', () => {
    const { overlay, document } = openWith(30).crop({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 })
    const during = documentDuring(document, { editing: null, cropping: overlay.id })
    const shown = during.overlays[overlay.id]
    expect(shown?.content).toEqual({ kind: 'image', assetId: 'photo' })
    expect(shown && overlayPlace(during, shown, seconds(1))).toEqual({
      centre: { x: 540, y: 960 },
      width: 1080,
      height: 1920,
      rotationDegrees: 0,
    })
  })
})
