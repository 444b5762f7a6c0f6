import { expect, it } from 'vitest'
import { captionLooks } from '#shared/caption/looks.ts'
import { setBrandKit } from '#shared/edit/commands/brand.ts'
import { addCaptionTrack, importCaptions, setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import { defaultBrandKit, isSameBrandKit } from '#shared/project/brand.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { brandKitSchema } from '#shared/project/schema/brand.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'

const captionStyle = { ...defaultCaptionStyle, ...captionLooks.school, place: 'top' as const, maxLines: 3 }
const kit = { ...defaultBrandKit, name: 'Hill', captionStyle }

it('gives new captions the look that the school keeps, and leaves those that stand', () => {
  const session = openSession()
  const length = seconds(10)
  session.run(insertNewAsset, { asset: videoAsset('alpha', length), sourceInTicks: zeroTicks, sourceOutTicks: length })
  session.run(addCaptionTrack, { language: 'en', kind: 'captions' })
  session.run(setBrandKit, { brandKit: kit })
  const cues = [{ text: 'Bremsen', startTicks: zeroTicks, endTicks: seconds(2) }]
  session.run(importCaptions, { track: { language: 'de', kind: 'subtitles' }, cues })
  const styles = () => Object.values(session.getSnapshot().document.captionTracks).map(({ style }) => style)
  expect(styles()).toEqual([defaultCaptionStyle, captionStyle])
  const [first] = Object.values(session.getSnapshot().document.captionTracks)
  if (!first) throw new Error('no track')
  session.run(setCaptionStyle, { captionTrackId: first.id, changes: captionStyle })
  expect(styles()).toEqual([captionStyle, captionStyle])
})

it('is a part of the school style: saved with it, and told apart by it', () => {
  expect(brandKitSchema.parse(JSON.parse(JSON.stringify(kit)))).toEqual(kit)
  const { captionStyle: _, ...without } = kit
  expect(brandKitSchema.parse(without)).toEqual(without)
  expect(isSameBrandKit(kit, without)).toBe(false)
  expect(isSameBrandKit(without, kit)).toBe(false)
  expect(isSameBrandKit(kit, { ...kit, captionStyle: { ...captionStyle } })).toBe(true)
  expect(isSameBrandKit(kit, { ...kit, captionStyle: { ...captionStyle, text: { ...captionStyle.text, size: 90 } } })).toBe(false)
})
