import type { Clip, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { atSpeed } from '../time/rational.ts'
import { millisecondsToTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { Inputs } from './compile-inputs.ts'
import type { AudioEntry, PlanAudio } from './plan-audio.ts'
import { outputLoudness, type PresetName } from './presets.ts'

/** DESIGN.md section 10. */
const ducking = { depthDb: 15, attackTicks: millisecondsToTicks(200), releaseTicks: millisecondsToTicks(600) }

/** Every sound that is heard, in order of its start. */
export function compileAudio(document: LessonDocument, inputs: Inputs, preset: PresetName): PlanAudio {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const solo = Object.values(document.tracks).some((track) => track.solo)
  const entries: AudioEntry[] = []
  for (const [clipId, span] of clipSpans) {
    const clip = document.clips[clipId]
    const track = clip && document.tracks[clip.trackId]
    if (!clip || !track || !isHeard(clip, track, solo)) continue
    const input = inputs.indexOf(clip.assetId)
    if (!inputs.list[input]?.audio) continue
    const endTicks = ticks(Math.min(span.endTicks, durationTicks))
    if (endTicks <= span.startTicks) continue
    entries.push(compileEntry(clip, track, input, span.startTicks, endTicks))
  }
  return {
    entries: entries.toSorted((a, b) => a.startTicks - b.startTicks),
    ducking,
    loudness: { targetLufs: outputLoudness(document, preset), truePeakDbtp: -1 },
  }
}

function isHeard(clip: Clip, track: Track, solo: boolean): boolean {
  return !clip.sound.muted && !track.muted && (!solo || track.solo) && clip.freezeTicks === null
}

function compileEntry(clip: Clip, track: Track, input: number, startTicks: Ticks, endTicks: Ticks): AudioEntry {
  return {
    input,
    sourceInTicks: clip.sourceInTicks,
    startTicks,
    durationTicks: subtractTicks(endTicks, startTicks),
    speed: clip.speed,
    reversed: clip.reversed,
    keepPitch: clip.sound.keepPitch,
    gainDb: clip.sound.gainDb + track.gainDb,
    // Envelopes are kept on the clip's source clock; the mix wants them on the timeline's.
    envelope: clip.sound.envelope.map(({ atTicks, gainDb }) => ({
      atTicks: atSpeed(subtractTicks(atTicks, clip.sourceInTicks), clip.speed),
      gainDb,
    })),
    fadeInTicks: clip.sound.fadeInTicks,
    fadeOutTicks: clip.sound.fadeOutTicks,
    highPassHz: clip.sound.highPassHz,
    noiseReduction: clip.sound.noiseReduction,
    isVoice: track.role === 'voice',
    isDucked: track.ducked,
  }
}
