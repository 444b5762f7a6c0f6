import { appError } from '../messages/app-error.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'

/** Refuses, by name, what the engine does not do yet: a lesson is never rendered without something it asks for. */
export function assertSupported(document: LessonDocument): void {
  for (const clip of Object.values(document.clips)) {
    const feature = unsupportedFeature(clip)
    if (feature) refuse(feature)
  }
}

function unsupportedFeature(clip: Clip): string | null {
  const { picture } = clip
  if (picture.look) return 'colour looks'
  if (picture.chromaKey) return 'green screen'
  if (picture.blurs.length > 0) return 'blurred regions'
  return null
}

function refuse(feature: string): never {
  throw appError('media.feature-missing', { feature })
}
