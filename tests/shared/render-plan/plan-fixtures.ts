import { createDocument, createMainClip } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, GapId, LessonId } from '#shared/project/ids.ts'
import type { Asset, AudioInterpretation, VideoInterpretation } from '#shared/project/schema/asset.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { phoneSound, phoneVideo } from '../project/phone-interpretation.ts'

export function asset(id: string, video: VideoInterpretation | null, audio: AudioInterpretation | null): Asset {
  return {
    id: id as AssetId,
    kind: video ? 'video' : 'audio',
    sha256: '0'.repeat(64),
    byteLength: 1,
    fileName: `${id}.mp4`,
    relativePath: null,
    absolutePath: null,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'not-needed', note: '', expires: null },
    altText: '',
    interpretation: {
      container: 'mov',
      originTicks: ticks(0),
      durationTicks: secondsToTicks(10),
      video,
      audio,
      findings: [],
      repaired: false,
    },
    imageSize: null,
  }
}

/** A turned phone clip from 1 s to 3 s, half a second of nothing, and a silent wide clip of one second. */
export function sampleLesson(change: (clip: Clip) => Clip = (clip) => clip): LessonDocument {
  const empty = createDocument('lesson' as LessonId, 'Sample', 'en')
  const wide: VideoInterpretation = { ...phoneVideo, displayWidth: 1920, displayHeight: 1080, rotationDegrees: 0 }
  const first = change(createMainClip('first' as ClipId, 'phone' as AssetId, secondsToTicks(1), secondsToTicks(3)))
  const second = createMainClip('second' as ClipId, 'wide' as AssetId, ticks(0), secondsToTicks(1))
  return {
    ...empty,
    assets: { phone: asset('phone', phoneVideo, phoneSound), wide: asset('wide', wide, null) } as LessonDocument['assets'],
    clips: { [first.id]: first, [second.id]: { ...second, picture: { ...second.picture, fit: 'fit' } } },
    mainTrack: [
      { kind: 'clip', clipId: first.id },
      { kind: 'gap', id: 'pause' as GapId, durationTicks: secondsToTicks(0.5) },
      { kind: 'clip', clipId: second.id },
    ],
  }
}
