import { createCaptionTrack, createMainClip, mainTrackId } from '#shared/project/defaults.ts'
import type { AssetId, CaptionId, CaptionTrackId, ClipId, OverlayId, TrackId } from '#shared/project/ids.ts'
import type { Clip, Track } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Caption, Overlay } from '#shared/project/schema/text.ts'
import { createTrack } from '#shared/project/track-kinds.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'

const framesEach = 24
const overlayTracks = 2
const trackId = 'many-captions' as CaptionTrackId

/** As many things of each kind as were asked for, over a video of at least a minute: what no teacher makes and every tool must bear. */
export function makeLargeLesson(
  lesson: LessonDocument,
  assetId: AssetId,
  counts: { readonly clips: number; readonly captions: number; readonly overlays: number; readonly sounds?: number },
): LessonDocument {
  const { frameRate } = lesson.settings
  const at = (frames: number) => frameToTicks(frames, frameRate)
  const assetFrames = 60 * 30 - framesEach
  const clips = Array.from({ length: counts.clips }, (_, index): Clip => {
    const from = (index * framesEach) % assetFrames
    return createMainClip(`many-clip-${index}` as ClipId, assetId, at(from), at(from + framesEach))
  })
  const over = (index: number, many: number) => clips[Math.floor((index * clips.length) / many)] ?? clips[0]
  const anchorTo = (index: number, many: number) => {
    const clip = over(index, many)
    if (!clip) throw new Error('A large lesson needs clips')
    return { kind: 'clip', clipId: clip.id, sourceTicks: clip.sourceInTicks } as const
  }
  const captions = Array.from({ length: counts.captions }, (_, index): Caption => ({
    id: `many-caption-${index}` as CaptionId,
    captionTrackId: trackId,
    anchor: anchorTo(index, counts.captions),
    durationTicks: secondsToTicks(0.7),
    text: `Caption number ${index}`,
    words: [],
    speaker: '',
    done: false,
  }))
  const tracks = Array.from({ length: overlayTracks }, (_, index): Track => ({
    ...createTrack(`many-overlays-${index}` as TrackId, 'picture-in-picture', index + 1),
    band: 'overlays',
    role: 'none',
    name: `Titles ${index + 1}`,
  }))
  const overlays = Array.from({ length: counts.overlays }, (_, index): Overlay => ({
    id: `many-overlay-${index}` as OverlayId,
    trackId: tracks[index % overlayTracks]?.id ?? ('' as TrackId),
    anchor: anchorTo(index, counts.overlays),
    durationTicks: secondsToTicks(0.6),
    content: { kind: 'shape', shape: 'ellipse', fill: '#f2b035', stroke: null, strokeWidth: 0, radius: 0 },
    box: { anchorPoint: 'top-left', x: 100, y: 300, width: 120, height: 120 },
    rotationDegrees: 0,
    opacity: 1,
    placementKeyframes: [],
    enter: { kind: 'none', durationTicks: zeroTicks },
    leave: { kind: 'none', durationTicks: zeroTicks },
    groupId: null,
    slotId: null,
    altText: '',
  }))
  const music = createTrack('many-sounds' as TrackId, 'music', 9)
  const sounds = Array.from({ length: counts.sounds ?? 0 }, (_, index): Clip => ({
    ...createMainClip(`many-sound-${index}` as ClipId, assetId, zeroTicks, secondsToTicks(3)),
    trackId: music.id,
    anchor: { kind: 'timeline', ticks: ticks(index * secondsToTicks(4)) },
  }))
  const byId = <T extends { readonly id: string }>(records: readonly T[]) =>
    Object.fromEntries(records.map((record) => [record.id, record]))
  return {
    ...lesson,
    tracks: { ...lesson.tracks, ...byId([...tracks, ...(sounds.length > 0 ? [music] : [])]) },
    mainTrack: clips.map(({ id }) => ({ kind: 'clip', clipId: id })),
    clips: byId([...clips.map((clip) => ({ ...clip, trackId: mainTrackId })), ...sounds]),
    captionTracks: { [trackId]: createCaptionTrack(trackId, lesson.metadata.language) },
    captions: byId(captions),
    overlays: byId(overlays),
  } as LessonDocument
}
