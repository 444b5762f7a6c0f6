import type { Clip, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, playsOn, type Timeline } from '../project/timeline.ts'
import { atSpeed } from '../time/rational.ts'
import { millisecondsToTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { Inputs } from './compile-inputs.ts'
import type { AudioEntry, PlanAudio } from './plan-audio.ts'
import { outputLoudness, type PresetName } from './presets.ts'

/** DESIGN.md section 10. */
const ducking = { depthDb: 15, attackTicks: millisecondsToTicks(200), releaseTicks: millisecondsToTicks(600) }

/** A sound that begins or stops within a wave clicks; over 3 ms it does not, and is not heard as a fade. */
const clickTicks = millisecondsToTicks(3)

/** Every sound that is heard, in order of its start. */
export function compileAudio(document: LessonDocument, inputs: Inputs, preset: PresetName): PlanAudio {
  const timeline = deriveTimeline(document)
  const { clipSpans, durationTicks } = timeline
  const solo = Object.values(document.tracks).some((track) => track.solo)
  const entries: AudioEntry[] = []
  for (const [clipId, span] of clipSpans) {
    const clip = document.clips[clipId]
    const track = clip && document.tracks[clip.trackId]
    if (!clip || !track || !isHeard(clip, track, solo)) continue
    const input = inputs.indexOf(clip.assetId)
    if (!inputs.list[input]?.audio) continue
    const endTicks = ticks(Math.min(span.endTicks, durationTicks))
    if (endTicks <= Math.max(0, span.startTicks)) continue
    const entry = compileEntry(clip, track, input, span.startTicks, endTicks)
    entries.push(withoutClicks(entry, clip, neighbours(document, timeline, clip)))
  }
  return {
    entries: entries.toSorted((a, b) => a.startTicks - b.startTicks),
    ducking,
    loudness: { targetLufs: outputLoudness(document, preset), truePeakDbtp: -1 },
  }
}

/** Whether a clip's sound is in the mix; `solo` says that some track is heard alone. */
export function isHeard(clip: Clip, track: Track, solo: boolean): boolean {
  return !clip.sound.muted && !track.muted && (!solo || track.solo) && clip.freezeTicks === null
}

function compileEntry(clip: Clip, track: Track, input: number, startTicks: Ticks, endTicks: Ticks): AudioEntry {
  return {
    input,
    sourceInTicks: clip.sourceInTicks,
    sourceOutTicks: clip.sourceOutTicks,
    startTicks,
    durationTicks: subtractTicks(endTicks, startTicks),
    speed: clip.speed,
    reversed: clip.reversed,
    keepPitch: clip.sound.keepPitch,
    gainDb: clip.sound.gainDb + track.gainDb,
    envelope: compileEnvelope(clip),
    fadeInTicks: clip.sound.fadeInTicks,
    fadeOutTicks: clip.sound.fadeOutTicks,
    highPassHz: clip.sound.highPassHz,
    noiseReduction: clip.sound.noiseReduction,
    isVoice: track.role === 'voice',
    isDucked: track.ducked,
  }
}

/** Envelopes are kept on the clip's source clock; the mix wants them on the timeline's. */
function compileEnvelope({ sound, speed, reversed, sourceInTicks, sourceOutTicks }: Clip): AudioEntry['envelope'] {
  const points = sound.envelope.map(({ atTicks, gainDb }) => ({
    atTicks: atSpeed(reversed ? subtractTicks(sourceOutTicks, atTicks) : subtractTicks(atTicks, sourceInTicks), speed),
    gainDb,
  }))
  return points.toSorted((a, b) => a.atTicks - b.atTicks)
}

type Neighbours = { readonly left: Clip | null; readonly right: Clip | null }

function neighbours(document: LessonDocument, { mainIndexes, mainClipIds, clipSpans }: Timeline, clip: Clip): Neighbours {
  const index = mainIndexes.get(clip.id)
  if (index === undefined) return { left: null, right: null }
  const near = (offset: -1 | 1): Clip | null => {
    const id = mainClipIds[index + offset]
    const [here, there] = [clipSpans.get(clip.id), id && clipSpans.get(id)]
    const meets = here && there && (offset < 0 ? there.endTicks === here.startTicks : there.startTicks === here.endTicks)
    return (meets && id && document.clips[id]) || null
  }
  return { left: near(-1), right: near(1) }
}

/** A cut through a clip that plays on is not heard, and gets no fade; one whose pieces are laid anew for its speed may be. */
function withoutClicks(entry: AudioEntry, clip: Clip, { left, right }: Neighbours): AudioEntry {
  const isUnchanged = clip.speed.num === clip.speed.den
  const atLeast = (fade: Ticks, goesOn: boolean): Ticks => (goesOn && isUnchanged ? fade : ticks(Math.max(fade, clickTicks)))
  return {
    ...entry,
    fadeInTicks: atLeast(entry.fadeInTicks, left !== null && playsOn(left, clip)),
    fadeOutTicks: atLeast(entry.fadeOutTicks, right !== null && playsOn(clip, right)),
  }
}
