import type { ClipSound } from '../project/schema/clip.ts'
import { secondsToTicks } from '../time/ticks.ts'
import type { LessonClip, LessonTrackClip } from './clip-schema.ts'

/** What a lesson.json says of a clip's sound. */
export function compileSound(source: LessonClip | LessonTrackClip): ClipSound {
  return {
    muted: source.muted ?? false,
    gainDb: source.gain ?? 0,
    envelope: (source.gainPoints ?? []).map(({ at, gain }) => ({ atTicks: secondsToTicks(at), gainDb: gain })),
    fadeInTicks: secondsToTicks(source.soundFadeIn ?? 0),
    fadeOutTicks: secondsToTicks(source.soundFadeOut ?? 0),
    noiseReduction: source.noiseReduction ?? 0,
    highPassHz: source.highPass ?? 0,
    keepPitch: source.keepPitch ?? true,
  }
}
