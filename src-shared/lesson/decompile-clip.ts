import { defaultPicture, defaultSound } from '../project/defaults.ts'
import type { AssetId } from '../project/ids.ts'
import { defaultGreenScreen, untouchedLook } from '../project/looks.ts'
import type { Clip, ClipPicture, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Placement } from '../project/schema/geometry.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { createTrack, trackKind } from '../project/track-kinds.ts'
import type { LessonClip, LessonTrack, LessonTrackClip } from './clip-schema.ts'
import { defaultEasing } from './compile-picture.ts'
import { defaultTransitionSeconds } from './compile-clips.ts'
import { toSeconds, written } from './written.ts'

export type FileNames = ReadonlyMap<AssetId, string>

/** A clip of the main track, with the transition into it. */
export function decompileMainClip(clip: Clip, document: LessonDocument, files: FileNames): LessonClip {
  const into = Object.values(document.transitions).find(({ rightClipId }) => rightClipId === clip.id)
  return {
    ...decompileClip(clip, document, files),
    ...(into
      ? { transition: { kind: into.kind, ...unless('seconds', toSeconds(into.durationTicks), defaultTransitionSeconds) } }
      : {}),
  }
}

/** The tracks beside the main one that lesson.json has words for, in their order. */
export function decompileTracks(document: LessonDocument, files: FileNames): readonly LessonTrack[] {
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.tracks)
    .toSorted((a, b) => a.order - b.order)
    .flatMap((track): LessonTrack[] => {
      const kind = trackKind(track)
      const clips = Object.values(document.clips)
        .filter(({ trackId }) => trackId === track.id)
        .map((clip) => ({ clip, startTicks: clipSpans.get(clip.id)?.startTicks ?? 0 }))
        .toSorted((a, b) => a.startTicks - b.startTicks)
        .map(({ clip }): LessonTrackClip => ({ at: startSeconds(document, clip), ...decompileClip(clip, document, files) }))
      return kind === null || clips.length === 0 ? [] : [{ kind, ...trackSettings(track, kind), clips }]
    })
}

function trackSettings(track: Track, kind: LessonTrack['kind']): Partial<LessonTrack> {
  const plain = createTrack(track.id, kind, track.order)
  return {
    ...unless('name', track.name.trim(), plain.name, ''),
    ...unless('gain', track.gainDb, 0),
    ...unless('muted', track.muted, false),
    ...unless('duck', track.ducked, plain.ducked),
  }
}

function startSeconds(document: LessonDocument, clip: Clip): number {
  const start = deriveTimeline(document).clipSpans.get(clip.id)?.startTicks
  return start === undefined ? 0 : Math.max(0, toSeconds(start))
}

function decompileClip(clip: Clip, document: LessonDocument, files: FileNames): Omit<LessonTrackClip, 'at'> {
  const { picture, sound } = clip
  return {
    file: fileOf(clip.assetId, document, files),
    ...(clip.sourceInTicks > 0 ? { in: toSeconds(clip.sourceInTicks) } : {}),
    out: toSeconds(clip.sourceOutTicks),
    ...unless('speed', Math.round((clip.speed.num / clip.speed.den) * 1000) / 1000, 1),
    ...unless('keepPitch', sound.keepPitch, true),
    ...unless('reverse', clip.reversed, false),
    ...(clip.freezeTicks === null ? {} : { freeze: toSeconds(clip.freezeTicks) }),
    ...decompilePicture(picture, (assetId) => fileOf(assetId, document, files)),
    ...unless('gain', sound.gainDb, defaultSound.gainDb),
    ...(sound.envelope.length > 0
      ? { gainPoints: sound.envelope.map(({ atTicks, gainDb }) => ({ at: toSeconds(atTicks), gain: gainDb })) }
      : {}),
    ...unless('muted', sound.muted, false),
    ...unless('soundFadeIn', toSeconds(sound.fadeInTicks), 0),
    ...unless('soundFadeOut', toSeconds(sound.fadeOutTicks), 0),
    ...unless('noiseReduction', sound.noiseReduction, 0),
    ...unless('highPass', sound.highPassHz, 0),
    ...written('altText', clip.altText),
  }
}

/** The file of an asset as a lesson.json shall write it. */
export function fileOf(assetId: AssetId, document: LessonDocument, files: FileNames): string {
  const asset = document.assets[assetId]
  return files.get(assetId) ?? asset?.relativePath ?? asset?.fileName ?? assetId
}

function decompilePicture(picture: ClipPicture, lutFile: (assetId: AssetId) => string): Partial<LessonClip> {
  const { placement, placementKeyframes, followKeyframes, look, chromaKey, blurs } = picture
  const place = decompilePlacement(placement)
  return {
    ...unless<'fit', ClipPicture['fit']>('fit', picture.fit, 'fill'),
    ...(picture.crop && followKeyframes.length === 0 ? { crop: { ...picture.crop } } : {}),
    ...(Object.keys(place).length > 0 && placementKeyframes.length === 0 ? { place } : {}),
    ...(placementKeyframes.length > 0
      ? {
          move: placementKeyframes.map(({ atTicks, easing, value }) => ({
            ...keyAt(atTicks, easing),
            ...decompilePlacement(value),
          })),
        }
      : {}),
    ...(followKeyframes.length > 0 ? { follow: decompilePath(followKeyframes) } : {}),
    ...(look ? { look: decompileLook(look, lutFile) } : {}),
    ...(chromaKey
      ? {
          greenScreen: {
            ...unless('colour', chromaKey.colour, defaultGreenScreen.colour),
            ...unless('similarity', chromaKey.similarity, defaultGreenScreen.similarity),
            ...unless('blend', chromaKey.blend, defaultGreenScreen.blend),
          },
        }
      : {}),
    ...(blurs.length > 0
      ? {
          blurs: blurs.map(({ keyframes, strength }) => ({ path: decompilePath(keyframes), ...unless('strength', strength, 1) })),
        }
      : {}),
    ...unless('fadeIn', toSeconds(picture.fadeInTicks), 0),
    ...unless('fadeOut', toSeconds(picture.fadeOutTicks), 0),
  }
}

type Keyframe = ClipPicture['followKeyframes'][number]

function keyAt(atTicks: Keyframe['atTicks'], easing: Keyframe['easing']): { at: number; easing?: Keyframe['easing'] } {
  return { at: toSeconds(atTicks), ...unless('easing', easing, defaultEasing) }
}

function decompilePath(points: readonly Keyframe[]): NonNullable<LessonClip['follow']> {
  return points.map(({ atTicks, easing, value }) => ({ ...keyAt(atTicks, easing), ...value }))
}

function decompilePlacement(value: Placement): NonNullable<LessonClip['place']> {
  const still = defaultPicture.placement
  return {
    ...unless('x', value.x, still.x),
    ...unless('y', value.y, still.y),
    ...unless('scale', value.scale, still.scale),
    ...unless('rotation', value.rotationDegrees, still.rotationDegrees),
    ...unless('opacity', value.opacity, still.opacity),
  }
}

function decompileLook(
  look: NonNullable<ClipPicture['look']>,
  lutFile: (assetId: AssetId) => string,
): NonNullable<LessonClip['look']> {
  const { name, lutAssetId } = look
  const detail = {
    ...unless('exposure', look.exposure, untouchedLook.exposure),
    ...unless('contrast', look.contrast, untouchedLook.contrast),
    ...unless('saturation', look.saturation, untouchedLook.saturation),
    ...unless('temperature', look.temperature, untouchedLook.temperature),
    ...(lutAssetId === null ? {} : { lut: lutFile(lutAssetId) }),
    ...unless('strength', look.strength, untouchedLook.strength),
  }
  if (name !== null && Object.keys(detail).length === 0) return name
  return { ...(name === null ? {} : { name }), ...detail }
}

/** The key with its value, or nothing where that is what its absence means. */
function unless<K extends string, V>(key: K, value: V, ...meansAbsent: readonly V[]): { readonly [P in K]?: V } {
  return (meansAbsent.includes(value) ? {} : { [key]: value }) as { readonly [P in K]?: V }
}
