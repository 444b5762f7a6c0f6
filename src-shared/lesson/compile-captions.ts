import { importParts } from '../caption/import-parts.ts'
import type { ImportedCue } from '../caption/imported-captions.ts'
import { captionStyles } from '../caption/styles.ts'
import { createCaptionTrack } from '../project/defaults.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '../project/ids.ts'
import { placeInClip, placeOverCuts, type CaptionPlace } from '../project/place-caption.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption, CaptionStyle, CaptionTrack } from '../project/schema/text.ts'
import { visibleSpan } from '../project/timeline.ts'
import { secondsToTicks } from '../time/ticks.ts'
import { isTrackList } from './check-lesson.ts'
import type { LessonCue } from './clip-schema.ts'
import type { Lesson, LessonCaptionTrack } from './lesson-schema.ts'
import type { LessonWarning } from './lesson-warning.ts'

export type CompiledCaptions = {
  readonly captionTracks: Readonly<Record<CaptionTrackId, CaptionTrack>>
  readonly captions: Readonly<Record<CaptionId, Caption>>
  readonly warnings: readonly LessonWarning[]
}

/** A cue, and which of its words stand out. */
type Cue = ImportedCue & Pick<Caption, 'emphasis'>

type TrackSource = { readonly path: string; readonly track: LessonCaptionTrack }

/** The lists of captions that a lesson names, whichever way it writes them. */
export function captionSources(lesson: Lesson): readonly TrackSource[] {
  const { captions, language } = lesson
  if (captions === undefined) return []
  if (typeof captions === 'string') return [{ path: 'captions', track: { language, file: captions } }]
  if (!isTrackList(captions)) return [{ path: 'captions', track: { language, cues: captions.map((cue) => ({ ...cue })) } }]
  return captions.map((track, index) => ({ path: `captions[${index}]`, track }))
}

/** `document` has its clips; `files` holds the cues of the caption files by the name the lesson writes. */
export function compileCaptions(
  lesson: Lesson,
  document: LessonDocument,
  files: ReadonlyMap<string, readonly ImportedCue[]>,
): CompiledCaptions {
  const captionTracks: Record<CaptionTrackId, CaptionTrack> = {}
  const captions: Record<CaptionId, Caption> = {}
  const warnings: LessonWarning[] = []
  const style = compileStyle(lesson)
  const counts = new Map<CaptionTrackId, number>()

  const openTrack = (language: string, kind: CaptionTrack['kind'], label: string): CaptionTrackId => {
    const id = `${kind}-${language.toLowerCase()}` as CaptionTrackId
    captionTracks[id] ??= { ...createCaptionTrack(id, language), kind, label, style, order: Object.keys(captionTracks).length }
    return id
  }
  const add = (captionTrackId: CaptionTrackId, cue: Cue, places: readonly CaptionPlace[]): void => {
    for (const part of importParts(document, cue, places)) {
      const number = (counts.get(captionTrackId) ?? 0) + 1
      counts.set(captionTrackId, number)
      const id = `${captionTrackId}-${number}` as CaptionId
      captions[id] = {
        id,
        captionTrackId,
        ...part,
        speaker: cue.speaker ?? '',
        done: false,
        ...emphasised(cue.emphasis),
        ...(cue.placement && { placement: cue.placement }),
      }
    }
  }

  for (const { path, track } of captionSources(lesson)) {
    const cues = track.file === undefined ? (track.cues ?? []).map(toCue) : (files.get(track.file) ?? [])
    const trackId = openTrack(track.language, track.kind ?? 'captions', track.label ?? '')
    let leftOut = 0
    for (const cue of cues) {
      const places = placeOverCuts(document, cue)
      if (places.length === 0) leftOut += 1
      add(trackId, cue, places)
    }
    if (leftOut > 0) warnings.push({ code: 'captions-after-end', params: { path, count: leftOut } })
  }
  lesson.clips.forEach((clip, index) => {
    const clipId = `clip-${index + 1}` as ClipId
    let outside = 0
    for (const cue of (clip.captions ?? []).map(toCue)) {
      const place = placeInClip(document, clipId, cue)
      if (!place || !visibleSpan(document, place.anchor, place.durationTicks)) outside += 1
      if (place) add(openTrack(lesson.language, 'captions', ''), cue, [place])
    }
    if (outside > 0)
      warnings.push({ code: 'captions-outside-clip', params: { path: `clips[${index}].captions`, count: outside } })
  })
  return { captionTracks, captions, warnings }
}

function toCue({ start, end, text, speaker, emphasis }: LessonCue): Cue {
  const times = { startTicks: secondsToTicks(start), endTicks: secondsToTicks(end) }
  return { ...times, text, ...(speaker === undefined ? {} : { speaker }), ...emphasised(emphasis) }
}

function emphasised(words: readonly string[] = []): Pick<Caption, 'emphasis'> {
  return words.length === 0 ? {} : { emphasis: words }
}

/** The look that a lesson gives all its captions. */
export function compileStyle({ captionStyle = {} }: Pick<Lesson, 'captionStyle'>): CaptionStyle {
  const base = captionStyles[captionStyle.preset ?? 'boxed']
  return {
    ...base,
    text: {
      ...base.text,
      fontFamily: captionStyle.font ?? base.text.fontFamily,
      size: captionStyle.size ?? base.text.size,
      colour: captionStyle.colour ?? base.text.colour,
      boxColour: captionStyle.boxColour ?? base.text.boxColour,
    },
    animation: captionStyle.animation ?? base.animation,
    highlight: captionStyle.highlight ?? base.highlight,
    highlightColour: captionStyle.highlightColour ?? base.highlightColour,
    emphasisScale: captionStyle.emphasisScale ?? base.emphasisScale,
    entrance: captionStyle.entrance ?? base.entrance,
    place: captionStyle.place ?? base.place,
    bottomMargin: captionStyle.bottomMargin ?? base.bottomMargin,
    maxCharactersPerLine: captionStyle.maxCharactersPerLine ?? base.maxCharactersPerLine,
    maxLines: captionStyle.maxLines ?? base.maxLines,
  }
}
