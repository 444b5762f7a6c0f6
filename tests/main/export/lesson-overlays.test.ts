import { describe, expect, test } from 'vitest'
import { layOutOverlays } from '#main/core/export/lesson-overlays.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { videoAsset } from '../../shared/project/sample-document.ts'
import { documentOf, overlayOf, titleStyle } from '../../shared/overlay/sample-overlays.ts'

const trackId = 'en' as CaptionTrackId
const captionId = 'caption' as CaptionId
const canvas = { width: 540, height: 960 }

function lesson(title: string, caption: string): LessonDocument {
  return {
    ...documentOf([overlayOf('title', { content: { kind: 'text', text: title, style: titleStyle } })]),
    captionTracks: { [trackId]: createCaptionTrack(trackId, 'en') },
    captions: {
      [captionId]: {
        id: captionId,
        captionTrackId: trackId,
        anchor: { kind: 'timeline', ticks: ticks(0) },
        durationTicks: secondsToTicks(2),
        text: caption,
        words: [],
        speaker: '',
        done: false,
      },
    },
  }
}

/** A letter of a script that no bundled font draws. */
const uncovered = '𓀀'

describe('what is burned into the picture', () => {
  test('titles always, captions above them and only where they are wanted', () => {
    const ids = (burnCaptions: boolean) => layOutOverlays(lesson('Title', 'Words'), canvas, burnCaptions).map(({ id }) => id)
    expect(ids(false)).toEqual(['title'])
    expect(ids(true)).toEqual(['title', 'caption'])
  })

  test('is laid out for the canvas that is rendered, not for that of the lesson', () => {
    for (const { box } of layOutOverlays(lesson('Title', 'Words'), canvas, true)) {
      expect(box.x + box.width).toBeLessThanOrEqual(canvas.width)
      expect(box.y + box.height).toBeLessThanOrEqual(canvas.height)
    }
  })

  const outcome = (document: LessonDocument, burnCaptions: boolean): unknown => {
    try {
      return layOutOverlays(document, canvas, burnCaptions).length
    } catch (thrown) {
      return (thrown as { code?: unknown }).code
    }
  }

  test('is refused where a sticker or a picture cannot be drawn', () => {
    const sticker = documentOf([overlayOf('o', { content: { kind: 'sticker', name: 'nonsense' } })])
    expect(outcome(sticker, false)).toBe('export.sticker-unknown')
    const film = videoAsset('film', secondsToTicks(1))
    const image = documentOf([overlayOf('o', { content: { kind: 'image', assetId: film.id } })])
    expect(outcome({ ...image, assets: { [film.id]: film } }, false)).toBe('export.overlay-no-picture')
  })

  test('never has letters that no font draws', () => {
    const code = (title: string, caption: string, burnCaptions: boolean): unknown => outcome(lesson(title, caption), burnCaptions)
    expect(code(`Title ${uncovered}`, 'Words', false)).toBe('export.title-letters-uncovered')
    expect(code('Title', `Words ${uncovered}`, true)).toBe('export.letters-uncovered')
    expect(code('Title', `Words ${uncovered}`, false)).toBe(1)
  })
})
