import type { TrackId } from './ids.ts'
import type { Track } from './schema/clip.ts'

/** What a track beside the main one is for. */
export const trackKinds = ['voice-over', 'music', 'effects', 'picture-in-picture'] as const
export type TrackKind = (typeof trackKinds)[number]

const facts = {
  'voice-over': { band: 'audio', role: 'voice', name: 'Voice-over' },
  music: { band: 'audio', role: 'music', name: 'Music' },
  effects: { band: 'audio', role: 'effects', name: 'Sounds' },
  'picture-in-picture': { band: 'picture-in-picture', role: 'voice', name: 'Picture in picture' },
} as const satisfies Record<TrackKind, Pick<Track, 'band' | 'role' | 'name'>>

/** A track as it is when it is first used; music steps back under speech. */
export function createTrack(id: TrackId, kind: TrackKind, order: number): Track {
  return {
    id,
    ...facts[kind],
    order,
    muted: false,
    solo: false,
    locked: false,
    hidden: false,
    gainDb: 0,
    ducked: kind === 'music',
  }
}

/** A track of titles, stickers, pictures and shapes. */
export function createOverlayTrack(id: TrackId, name: string, order: number): Track {
  return { ...createTrack(id, 'effects', order), band: 'overlays', role: 'none', name }
}

/** Null for the main track, overlays and an audio track without a role. */
export function trackKind({ band, role }: Track): TrackKind | null {
  if (band === 'picture-in-picture') return 'picture-in-picture'
  if (band !== 'audio') return null
  return role === 'music' ? 'music' : role === 'effects' ? 'effects' : role === 'voice' ? 'voice-over' : null
}
