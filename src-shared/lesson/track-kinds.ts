import type { TrackId } from '../project/ids.ts'
import type { Track } from '../project/schema/clip.ts'
import type { LessonTrack } from './clip-schema.ts'

type Kind = LessonTrack['kind']

const facts = {
  'voice-over': { band: 'audio', role: 'voice', name: 'Voice-over' },
  music: { band: 'audio', role: 'music', name: 'Music' },
  effects: { band: 'audio', role: 'effects', name: 'Sounds' },
  'picture-in-picture': { band: 'picture-in-picture', role: 'voice', name: 'Picture in picture' },
} as const satisfies Record<Kind, Pick<Track, 'band' | 'role' | 'name'>>

/** The track that a lesson.json means, by its place in the list. */
export function makeTrack({ kind, name, gain, muted, duck }: LessonTrack, index: number): Track {
  return {
    id: `track-${index + 1}` as TrackId,
    ...facts[kind],
    name: name ?? facts[kind].name,
    order: index + 1,
    muted: muted ?? false,
    solo: false,
    locked: false,
    hidden: false,
    gainDb: gain ?? 0,
    ducked: duck ?? kind === 'music',
  }
}

/** The kind a track has in a lesson.json; null for the main track, overlays and what it has no word for. */
export function trackKind({ band, role }: Track): Kind | null {
  if (band === 'picture-in-picture') return 'picture-in-picture'
  if (band !== 'audio') return null
  return role === 'music' ? 'music' : role === 'effects' ? 'effects' : role === 'voice' ? 'voice-over' : null
}

export function defaultTrackName(kind: Kind): string {
  return facts[kind].name
}
