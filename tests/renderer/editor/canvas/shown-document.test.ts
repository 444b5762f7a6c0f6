import { describe, expect, it } from 'vitest'
import { changePlace } from '#renderer/editor/canvas/place-change.ts'
import { sceneAt } from '#renderer/editor/canvas/scene.ts'
import type { ShownCaptions } from '#renderer/editor/captions/shown-captions.ts'
import { documentDuring } from '#renderer/editor/canvas/shown-document.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { setClipPicture } from '#shared/edit/commands/clip-look.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { placeItems } from '#shared/edit/commands/place-items.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { safeMargins } from '#shared/overlay/safe-margins.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

/** Letters half as wide as they are high. */
const measure = (_fontId: string, sizePx: number, words: string): number => words.length * sizePx * 0.5

function openLesson() {
  const session = openSession()
  const length = seconds(10)
  session.run(insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  const content = { kind: 'text', text: 'Brakes', style: defaultCaptionStyle.text } as const
  const box = { anchorPoint: 'top', x: 0, y: 100, width: 700, height: 200 } as const
  session.run(addOverlays, { items: [{ content, box }], atTicks: zeroTicks })
  session.run(importCaptions, {
    track: { language: 'en', kind: 'captions' },
    cues: [{ text: 'Squeeze the lever', startTicks: zeroTicks, endTicks: seconds(3) }],
  })
  return session
}

describe('what the preview shows meanwhile', () => {
  it('leaves out the text that is written, and shows a cropped clip whole', () => {
    const session = openLesson()
    const { document } = session.getSnapshot()
    const [overlay] = Object.values(document.overlays)
    const [clip] = Object.values(document.clips)
    if (!overlay || !clip) throw new Error('no lesson')
    expect(documentDuring(document, { editing: overlay.id, cropping: null }).overlays).toEqual({})
    expect(documentDuring(document, { editing: null, cropping: null })).toBe(document)
    const crop = { x: 0.5, y: 0.25, width: 0.5, height: 0.5 }
    session.run(setClipPicture, { clipIds: [clip.id], changes: { crop, placement: { ...clip.picture.placement, scale: 3 } } })
    const whole = documentDuring(session.getSnapshot().document, { editing: null, cropping: clip.id })
    expect(whole.clips[clip.id]?.picture).toMatchObject({ crop: null, fit: 'fit', placement: { scale: 1 } })
    const [main] = sceneAt(whole, zeroTicks, null)
    expect(main?.place.width).toBeLessThanOrEqual(1080)
    expect(main?.place.height).toBeLessThanOrEqual(1920)
  })
})

describe('the captions on the picture', () => {
  it('go up with the hand and never below what covers them', () => {
    const session = openLesson()
    const captions = () => {
      const found = sceneAt(session.getSnapshot().document, seconds(1), measure).find(({ kind }) => kind === 'captions')
      if (!found) throw new Error('no captions')
      return found
    }
    const drag = (down: number): void => {
      const scene = captions()
      const wanted = { ...scene.place, centre: { x: scene.place.centre.x + 300, y: scene.place.centre.y + down } }
      const change = changePlace(session.getSnapshot().document, scene, seconds(1), wanted)
      if (change) session.run(placeItems, { changes: [change] })
    }
    const before = captions().place
    drag(-400)
    expect(captions().place.centre.y).toBeCloseTo(before.centre.y - 400, -1)
    expect(captions().place.centre.x).toBe(before.centre.x)
    drag(5000)
    const [track] = Object.values(session.getSnapshot().document.captionTracks)
    expect(track?.style.bottomMargin).toBe(safeMargins.lms.bottom)
    drag(-5000)
    expect(captions().place.centre.y - captions().place.height / 2).toBeGreaterThanOrEqual(-2)
    if (!track) throw new Error('no captions')
    session.run(setCaptionStyle, { captionTrackId: track.id, changes: { place: 'top', bottomMargin: 300 } })
    const atTop = captions().place
    drag(100)
    expect(captions().place.centre.y).toBeCloseTo(atTop.centre.y + 100, -1)
    session.run(setCaptionStyle, { captionTrackId: track.id, changes: { place: 'middle' } })
    const inMiddle = captions().place
    drag(100)
    expect(captions().place).toEqual(inMiddle)
  })
  it('are those of the track that was chosen for the preview', () => {
    const session = openLesson()
    const cue = (words: string) => ({ text: words, startTicks: zeroTicks, endTicks: seconds(3) })
    session.run(importCaptions, { track: { language: 'de', kind: 'subtitles' }, cues: [cue('Bremse ziehen')] })
    const { document } = session.getSnapshot()
    const german = Object.values(document.captionTracks).find(({ language }) => language === 'de')
    const shown = (choice: ShownCaptions) =>
      sceneAt(document, seconds(1), measure, choice).flatMap(({ item }) =>
        item.kind === 'caption' ? [document.captions[item.id]?.text] : [],
      )
    expect(shown(null)).toEqual(['Squeeze the lever'])
    expect(shown(german?.id ?? null)).toEqual(['Bremse ziehen'])
    expect(shown('none')).toEqual([])
    expect(shown('gone' as CaptionTrackId)).toEqual(['Squeeze the lever'])
  })
})
