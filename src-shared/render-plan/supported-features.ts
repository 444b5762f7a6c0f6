import { appError } from '../messages/app-error.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'

/** Refuses, by name, what the engine does not do yet: a lesson is never rendered without something it asks for. */
export function assertSupported(document: LessonDocument): void {
  if (Object.keys(document.transitions).length > 0) refuse('transitions between clips')
  for (const clip of Object.values(document.clips)) {
    const track = document.tracks[clip.trackId]
    if (track?.band === 'picture-in-picture' && !track.hidden) refuse('picture in picture')
    const feature = unsupportedFeature(clip)
    if (feature) refuse(feature)
  }
}

function unsupportedFeature(clip: Clip): string | null {
  const { picture } = clip
  if (clip.reversed) return 'playing backwards'
  if (picture.placement.rotationDegrees % 360 !== 0) return 'tilted clips'
  if (picture.placement.opacity !== 1) return 'see-through clips'
  if (picture.placementKeyframes.length > 0 || picture.followKeyframes.length > 0) return 'moving crops'
  if (picture.look) return 'colour looks'
  if (picture.chromaKey) return 'green screen'
  if (picture.blurs.length > 0) return 'blurred regions'
  return null
}

function refuse(feature: string): never {
  throw appError('media.feature-missing', { feature })
}
