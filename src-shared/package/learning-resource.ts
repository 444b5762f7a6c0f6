import type { Metadata } from '../project/schema/document.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { creativeCommonsUrl } from './licence-url.ts'

/** The lesson as a schema.org LearningResource (JSON-LD); empty fields are left out. */
export function describeLearningResource(
  metadata: Metadata,
  lesson: PlayerLesson,
  version?: number,
): Readonly<Record<string, unknown>> {
  const entries: readonly (readonly [string, unknown])[] = [
    ['@context', 'https://schema.org'],
    ['@type', ['LearningResource', 'VideoObject']],
    ['identifier', lesson.id],
    ['name', metadata.title],
    ['description', metadata.description],
    ['inLanguage', metadata.language],
    ['author', metadata.authors.map((name) => ({ '@type': 'Person', name }))],
    ['about', metadata.topics.map((name) => ({ '@type': 'Thing', name }))],
    ['keywords', metadata.keywords],
    ['educationalLevel', metadata.level],
    ['license', describeLicence(metadata.licence.trim())],
    ['version', version ?? ''],
    ['timeRequired', isoDuration(lesson.durationMs)],
    ['duration', isoDuration(lesson.durationMs)],
    ['contentUrl', lesson.video.src],
    ['thumbnailUrl', lesson.poster ?? ''],
    ['interactivityType', lesson.questions.length > 0 ? 'mixed' : 'expositive'],
    ['learningResourceType', lesson.questions.length > 0 ? ['video', 'quiz'] : ['video']],
    ['accessibilityFeature', lesson.captionTracks.some((track) => track.cues.length > 0) ? ['captions', 'transcript'] : []],
  ]
  return Object.fromEntries(entries.filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== '')))
}

/** JSON-LD reads plain words here as an address beside the page. */
function describeLicence(licence: string): unknown {
  if (licence === '' || /^https?:\/\/\S+$/.test(licence)) return licence
  return creativeCommonsUrl(licence) ?? { '@type': 'CreativeWork', name: licence }
}

/** ISO 8601, whole seconds, at least one. */
export function isoDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  const minutes = Math.floor(seconds / 60)
  return `PT${minutes > 0 ? `${minutes}M` : ''}${seconds % 60 > 0 || minutes === 0 ? `${seconds % 60}S` : ''}`
}
