import { describe, expect, it } from 'vitest'
import { createCaptionTrack, canvases } from '#shared/project/defaults.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { anchorPoints } from '#shared/project/schema/geometry.ts'
import { alphaOf, contrastOf, textContrast, withAlpha } from '#shared/overlay/contrast.ts'
import { placeBox } from '#shared/overlay/place-box.ts'
import { cornerOffset, safeMargins } from '#shared/overlay/safe-margins.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { emptyDocument } from '../project/sample-document.ts'

const sides = { width: 300, height: 200 }

describe('a corner of the picture', () => {
  it('keeps things inside the safe box, on every canvas', () => {
    for (const canvas of Object.values(canvases)) {
      for (const safeBox of ['lms', 'social'] as const) {
        const document = { ...emptyDocument(), settings: { ...emptyDocument().settings, canvas, safeBox } }
        for (const point of anchorPoints) {
          const { x, y, width, height } = placeBox({ ...cornerOffset(document, point), ...sides }, canvas)
          const { left, right, top, bottom } = safeMargins[safeBox]
          const low = canvas.height / 1920
          expect(x, point).toBeGreaterThanOrEqual(left)
          expect(x + width, point).toBeLessThanOrEqual(canvas.width - right)
          expect(y, point).toBeGreaterThanOrEqual(Math.floor(top * Math.min(1, low)))
          expect(y + height, point).toBeLessThanOrEqual(canvas.height - Math.floor(bottom * Math.min(1, low)))
        }
      }
    }
  })

  it('is above the captions where there are any', () => {
    const track = createCaptionTrack('cc' as CaptionTrackId, 'en')
    const document = { ...emptyDocument(), captionTracks: { [track.id]: track } }
    expect(cornerOffset(emptyDocument(), 'bottom').y).toBe(-240)
    // 260 up, two lines of 76 by 1.2, padding and air.
    expect(cornerOffset(document, 'bottom').y).toBe(-Math.round(260 + 2 * 76 * 1.2 + 48 + 24))
    expect(cornerOffset(document, 'top').y).toBe(96)
  })
})

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
  })

  it('of a text is with its box, else its outline, else not known', () => {
    const style = captionStyles.boxed.text
    expect(textContrast({ ...style, boxColour: '#ffffff', colour: '#ffffff' })).toBe(1)
    expect(textContrast({ ...style, boxColour: '#ffffff20', outlineColour: '#000000', outlineWidth: 4 })).toBeCloseTo(21, 5)
    expect(textContrast({ ...style, boxColour: null, outlineColour: '#000000', outlineWidth: 0 })).toBeNull()
  })

  it('leaves colours as they are where they are made solid or see-through', () => {
    expect(withAlpha('#10141880', 1)).toBe('#101418')
    expect(withAlpha('#101418', 0.5)).toBe('#10141880')
    expect(alphaOf('#101418')).toBe(1)
    expect(withAlpha('#101418', 0)).toBe('#10141800')
  })
})
