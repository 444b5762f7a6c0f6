import { canDivideAgain } from '../edit/commands/caption-speech.ts'
import { judgeReadingSpeed, measureReadability, readingLimits, type Readability } from '../caption/readability.ts'
import { findUncovered } from '../overlay/find-uncovered.ts'
import { bottomShare, safeMargins } from '../overlay/safe-margins.ts'
import { resolveTextStyle } from '../project/brand.ts'
import { nextHardCut } from '../project/place-caption.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { CaptionTrack } from '../project/schema/text.ts'
import {
  captionsInOrder,
  captionTracksInOrder,
  captionWords,
  mainCaptionTrack,
  type PlacedCaption,
} from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { secondsToTicks, ticks, ticksToSeconds, type Ticks } from '../time/ticks.ts'
import { find, nameText, type PreflightFinding } from './finding.ts'
import type { Fix } from './fix.ts'

/** DESIGN.md section 10, in canvas units. */
const leastSize = 54
const usualSize = 76

const oneDecimal = (value: number): number => Math.round(value * 10) / 10
const seconds = (value: Ticks): number => oneDecimal(ticksToSeconds(value))

/** Whether there are captions, and whether each can be read (DESIGN.md section 10). */
export function checkCaptions(document: LessonDocument): readonly PreflightFinding[] {
  const tracks = captionTracksInOrder(document).filter(({ kind }) => kind !== 'descriptions')
  const shown = tracks.filter(({ id }) =>
    captionsInOrder(document, id).some(({ caption }) => captionWords(caption).trim() !== ''),
  )
  const none = shown.length === 0 && isHeard(document) ? [find('captions.none')] : []
  return [
    ...none,
    ...checkLanguage(document),
    ...shown.flatMap((track) => checkLook(document, track)),
    ...tracks.flatMap((track) => checkTrack(document, track)),
  ]
}

function isHeard({ clips, tracks, assets }: LessonDocument): boolean {
  return Object.values(clips).some(({ trackId, assetId, sound, freezeTicks }) => {
    const track = tracks[trackId]
    const speaks = track && !track.muted && (track.band === 'main' || track.role === 'voice')
    const heard = assets[assetId]?.interpretation
    const isSilent = heard?.findings.some(({ code }) => code === 'media.silent') ?? true
    return speaks && !sound.muted && freezeTicks === null && Boolean(heard?.audio) && !isSilent
  })
}

function base(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag
}

function checkLanguage(document: LessonDocument): readonly PreflightFinding[] {
  const track = mainCaptionTrack(document)
  const own = document.metadata.language
  if (!track || track.kind !== 'captions' || base(track.language) === base(own)) return []
  if (captionsInOrder(document, track.id).length === 0) return []
  return [
    find('captions.language', {
      params: { captions: track.language, lesson: own },
      fix: { kind: 'lesson-language', language: track.language },
    }),
  ]
}

function checkLook({ settings }: LessonDocument, { id, style }: CaptionTrack): readonly PreflightFinding[] {
  const margins = safeMargins[settings.safeBox]
  const least = Math.round((style.place === 'top' ? margins.top : margins.bottom) * bottomShare(settings.canvas))
  const margin = Math.round(style.bottomMargin * bottomShare(settings.canvas))
  return [
    ...(style.text.size < leastSize
      ? [
          find('captions.small', {
            of: id,
            params: { size: style.text.size, least: leastSize },
            fix: { kind: 'caption-size', captionTrackId: id, size: usualSize },
          }),
        ]
      : []),
    ...(style.place !== 'middle' && margin < least
      ? [
          find('captions.low', {
            of: id,
            params: { margin, least },
            fix: { kind: 'caption-margin', captionTrackId: id, margin: style.place === 'top' ? margins.top : margins.bottom },
          }),
        ]
      : []),
  ]
}

function checkTrack(document: LessonDocument, track: CaptionTrack): readonly PreflightFinding[] {
  const placed = captionsInOrder(document, track.id)
  const again = track.kind === 'captions' && canDivideAgain(placed.map(({ caption }) => caption))
  const textStyle = resolveTextStyle(track.style.text, document.brandKit)
  return placed.flatMap((entry, index) => {
    const { caption, span } = entry
    const words = captionWords(caption)
    const place = { atTicks: span.startTicks, item: { kind: 'caption', id: caption.id } } as const
    if (words.trim() === '') return [find('captions.empty', { ...place, fix: { kind: 'delete-caption', captionId: caption.id } })]
    const letters = findUncovered(words, textStyle)
    const uncovered =
      letters.length > 0
        ? [find('captions.letters', { ...place, params: { text: nameText(words), letters: nameLetters(letters) } })]
        : []
    const measured = measureReadability({ ...span, text: words }, track.style.maxCharactersPerLine)
    const slower = slowDown(document, placed, index, measured)
    const divide: Fix | null =
      again && caption.words.length > 0 && !caption.done ? { kind: 'divide-again', captionTrackId: track.id } : null
    return [...uncovered, ...judge(document, track, entry, measured, slower ?? divide)].map((each) => ({ ...each, ...place }))
  })
}

export function nameLetters(letters: readonly string[]): string {
  const most = 12
  const named = letters.slice(0, most).join(' ')
  return letters.length > most ? `${named} …` : named
}

function judge(
  { settings }: LessonDocument,
  { style }: CaptionTrack,
  { caption, span }: PlacedCaption,
  measured: Readability,
  slower: Fix | null,
): readonly PreflightFinding[] {
  const text = nameText(captionWords(caption))
  const item = { kind: 'caption', id: caption.id } as const
  const halves = splitFix(caption)
  const verdict = judgeReadingSpeed(measured.charactersPerSecond, settings.audience)
  const speed = Number.isFinite(measured.charactersPerSecond) ? oneDecimal(measured.charactersPerSecond) : 99
  const found: PreflightFinding[] = []
  if (verdict === 'too-fast')
    found.push(
      find('captions.too-fast', { item, params: { text, speed, limit: readingLimits.errorCharactersPerSecond }, fix: slower }),
    )
  else if (verdict === 'fast')
    found.push(
      find('captions.fast', {
        item,
        params: { text, speed, limit: readingLimits[settings.audience].charactersPerSecond },
        fix: slower,
      }),
    )
  else if (measured.durationTicks < readingLimits.shortestTicks)
    found.push(
      find('captions.short', {
        item,
        params: { text, seconds: seconds(measured.durationTicks), least: seconds(readingLimits.shortestTicks) },
        fix: slower,
      }),
    )
  if (measured.durationTicks > readingLimits.longestTicks)
    found.push(
      find('captions.long', {
        item,
        params: { text, seconds: seconds(ticks(span.endTicks - span.startTicks)), most: seconds(readingLimits.longestTicks) },
        fix: halves,
      }),
    )
  if (measured.lineCount > style.maxLines)
    found.push(
      find('captions.many-lines', { item, params: { text, lines: measured.lineCount, most: style.maxLines }, fix: halves }),
    )
  return found
}

/** Where the space nearest to the middle of the text is. */
function splitFix({ id, text }: PlacedCaption['caption']): Fix | null {
  const spaces = [...text.matchAll(/\s+/g)].map(({ index }) => index).filter((index) => index > 0)
  const middle = text.length / 2
  const nearest = spaces.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return nearest === undefined || text.slice(nearest).trim() === ''
    ? null
    : { kind: 'split-caption', captionId: id, atCharacter: nearest }
}

/** The times at which a caption can be read, where those beside it and the cuts leave room for them. */
function slowDown(document: LessonDocument, placed: readonly PlacedCaption[], index: number, measured: Readability): Fix | null {
  const entry = placed[index]
  if (!entry) return null
  const { caption, span } = entry
  const wanted = Math.max(
    readingLimits.shortestTicks,
    secondsToTicks(measured.characterCount / readingLimits[document.settings.audience].charactersPerSecond) + 1,
  )
  if (wanted > readingLimits.longestTicks || caption.anchor.kind !== 'clip') return null
  const { durationTicks, clipSpans } = deriveTimeline(document)
  const clip = clipSpans.get(caption.anchor.clipId)
  const latest = Math.min(
    placed[index + 1]?.span.startTicks ?? durationTicks,
    nextHardCut(document, span.startTicks),
    durationTicks,
  )
  const earliest = Math.max(placed[index - 1]?.span.endTicks ?? 0, clip?.startTicks ?? 0)
  const endTicks = Math.min(latest, span.startTicks + wanted)
  const startTicks = Math.max(earliest, Math.min(span.startTicks, endTicks - wanted))
  if (endTicks - startTicks < wanted || endTicks < span.endTicks || startTicks > span.startTicks) return null
  return { kind: 'retime-caption', captionId: caption.id, startTicks: ticks(startTicks), endTicks: ticks(endTicks) }
}
