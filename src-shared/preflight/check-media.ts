import type { LessonDocument } from '../project/schema/document.ts'
import { mainClipAt } from '../project/timeline.ts'
import { mostMegabytesPerMinute } from './check-lesson.ts'
import { find, type PreflightFinding } from './finding.ts'
import { silentBelowLufs, type FlashStretch, type MeasuredMedia } from './measured.ts'
import { mostFlashes } from './find-flashes.ts'

/** DESIGN.md section 10: -16 LUFS +-1. */
const usualLufs = -16
const toleranceLu = 1
/** So much more brings the noise of the room up to where it disturbs. */
const mostGainDb = 18

/** What can be said of the sound without listening. */
export function checkSoundSettings({ settings }: LessonDocument): readonly PreflightFinding[] {
  return settings.loudnessLufs === null ? [find('sound.raw', { fix: { kind: 'loudness', lufs: usualLufs } })] : []
}

/** Flashes, loudness and size as they were measured. */
export function checkMedia(
  document: LessonDocument,
  { flashes, loudness, bytesPerMinute }: MeasuredMedia,
): readonly PreflightFinding[] {
  const rate = Math.round(bytesPerMinute / 1e5) / 10
  return [
    ...flashes.map((flash) => toFinding(document, flash)),
    ...checkLoudness(document, loudness),
    ...(rate > mostMegabytesPerMinute ? [find('lesson.size', { params: { rate, most: mostMegabytesPerMinute } })] : []),
  ]
}

function toFinding(document: LessonDocument, { kind, startTicks, flashes }: FlashStretch): PreflightFinding {
  const clip = mainClipAt(document, startTicks)
  return find(kind === 'red' ? 'picture.red-flashes' : 'picture.flashes', {
    atTicks: startTicks,
    item: clip && { kind: 'clip', id: clip.id },
    params: { flashes, most: mostFlashes },
  })
}

function checkLoudness(document: LessonDocument, loudness: MeasuredMedia['loudness']): readonly PreflightFinding[] {
  if (!loudness || loudness.lufs < silentBelowLufs) return [find('sound.silent')]
  const target = document.settings.loudnessLufs
  if (target !== null)
    return loudness.gainDb > mostGainDb ? [find('sound.weak', { params: { gain: Math.round(loudness.gainDb) } })] : []
  if (Math.abs(loudness.lufs - usualLufs) <= toleranceLu) return []
  const params = { lufs: Math.round(loudness.lufs * 10) / 10, target: usualLufs }
  return [find('sound.not-levelled', { params, fix: { kind: 'loudness', lufs: usualLufs } })]
}
