import { expect, test } from 'vitest'
import { convertAsset } from '#shared/edit/commands/convert-asset.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { createDocument } from '#shared/project/defaults.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { ticks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'

const clip = videoAsset('clip', seconds(4))

function converted(durationSeconds: number): Asset {
  const { interpretation } = clip
  if (!interpretation) throw new Error('a film')
  const findings = [{ code: 'media.converted', severity: 'info', params: {} }] as const
  return { ...clip, interpretation: { ...interpretation, durationTicks: seconds(durationSeconds), repaired: true, findings } }
}

function open(): EditSession {
  const session = openSession(createDocument('lesson' as LessonId, 'Volcanoes', 'en'))
  expect(session.run(insertNewAsset, { asset: clip }).ok).toBe(true)
  return session
}

test('a converted copy takes the place of the original, and one undo brings it back', () => {
  const session = open()
  const before = session.getSnapshot().document
  expect(session.run(convertAsset, { asset: converted(4) }).ok).toBe(true)
  expect(session.getSnapshot().document.assets[clip.id]).toEqual(converted(4))
  expect(session.getSnapshot().document.clips).toEqual(before.clips)
  session.undo()
  expect(session.getSnapshot().document).toEqual(before)
})

test('what the lesson knows of the clip beside its content stays as it is by then', () => {
  const session = open()
  const licence = { spdx: 'CC-BY-4.0', attribution: 'Anna', sourceUrl: '' }
  expect(session.run(convertAsset, { asset: { ...converted(4), licence } }).ok).toBe(true)
  expect(session.getSnapshot().document.assets[clip.id]).toEqual(converted(4))
})

test('a copy that is shorter shortens the clips that play its end', () => {
  const session = open()
  expect(session.run(addAsset, { asset: converted(3.9) }).ok).toBe(false)
  expect(session.run(convertAsset, { asset: converted(3.9) }).ok).toBe(true)
  const [only] = Object.values(session.getSnapshot().document.clips)
  expect(only?.sourceOutTicks).toBeLessThanOrEqual(seconds(3.9))
  expect(only?.sourceOutTicks).toBeGreaterThan(seconds(3.8))
  expect(checkInvariants(session.getSnapshot().document)).toEqual([])
})

test('media that is gone by then is not brought back', () => {
  const session = open()
  const other = { ...converted(4), id: videoAsset('other', ticks(1)).id }
  expect(session.run(convertAsset, { asset: other })).toMatchObject({ ok: false, error: { code: 'edit.gone' } })
})
