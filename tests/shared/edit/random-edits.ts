import * as fc from 'fast-check'
import { addAsset, removeAsset } from '#shared/edit/commands/assets.ts'
import {
  addCaptionTrack,
  deleteCaptionTrack,
  importCaptions,
  setCaptionStyle,
  shiftCaptions,
} from '#shared/edit/commands/caption-tracks.ts'
import {
  addCaption,
  deleteCaptions,
  editCaption,
  mergeCaptions,
  retimeCaption,
  splitCaption,
} from '#shared/edit/commands/captions.ts'
import { setClipPicture, setClipSound, setClipText } from '#shared/edit/commands/clip-look.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { insertGap, setGap } from '#shared/edit/commands/gaps.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { setCompletion, setMetadata, setSettings } from '#shared/edit/commands/lesson.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import {
  addChoice,
  addQuestion,
  deleteChoice,
  deleteQuestions,
  editChoice,
  editQuestion,
  moveQuestion,
  reorderChoice,
  setQuestionType,
} from '#shared/edit/commands/questions.ts'
import { replaceMedia } from '#shared/edit/commands/replace-media.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { addTrackClip, deleteTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { setTransition } from '#shared/edit/commands/transitions.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { Command } from '#shared/edit/command.ts'
import type { EditResult, EditSession } from '#shared/edit/edit-session.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { transitionKinds, type Clip, type Track } from '#shared/project/schema/clip.ts'
import { trackKinds } from '#shared/project/track-kinds.ts'
import { toRational } from '#shared/time/rational.ts'
import type { ClipId, OverlayId, TrackId, TransitionId } from '#shared/project/ids.ts'
import { createMainClip, mainTrack } from '#shared/project/defaults.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import type { Anchor } from '#shared/project/schema/time.ts'
import { questionTypes } from '#shared/project/schema/question.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { FrameRate } from '#shared/time/frame-rate.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { performTimelineEdit, timelineVerbs, type TimelineVerb } from './random-timeline-edits.ts'
import { emptyDocument, second, seconds, videoAsset } from '../project/sample-document.ts'

/** One random step: which verb, and numbers that it turns into its arguments by what the document holds. */
export type Edit = {
  readonly verb: (typeof verbs)[number] | TimelineVerb
  readonly a: number
  readonly b: number
  readonly c: number
}

export const rateArbitrary = fc.constantFrom<FrameRate>(
  { num: 30, den: 1 },
  { num: 24_000, den: 1001 },
  { num: 30_000, den: 1001 },
  { num: 25, den: 1 },
  { num: 60, den: 1 },
)

const overlayTrack: Track = { ...mainTrack, id: 'titles' as TrackId, band: 'overlays', role: 'none', name: 'Overlays', order: 1 }

function overlay(id: string, anchor: Anchor, length: number): Overlay {
  const still = { kind: 'none', durationTicks: ticks(0) } as const
  const value = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }
  return {
    id: id as OverlayId,
    trackId: overlayTrack.id,
    anchor,
    durationTicks: seconds(length),
    content: { kind: 'shape', shape: 'arrow', fill: null, stroke: '#ffffff', strokeWidth: 4, radius: 0 },
    box: { anchorPoint: 'center', x: 0, y: 0, width: 100, height: 100 },
    rotationDegrees: 0,
    opacity: 1,
    placementKeyframes: [0.2, 0.9].map((at) => ({ atTicks: seconds(at * length), value, easing: 'linear' as const })),
    enter: still,
    leave: still,
    groupId: null,
    slotId: null,
    altText: '',
  }
}

/** Clips of odd lengths, one fast, one slow and backwards, one frozen; a transition, captions with words, a question. */
export function startingDocument(frameRate: FrameRate): LessonDocument {
  const document = emptyDocument()
  const assets = [videoAsset('alpha', seconds(9.87)), videoAsset('beta', seconds(4.013)), videoAsset('gamma', ticks(1_000_001))]
  const make = (id: string, index: number, from: Ticks, to: Ticks, changes: Partial<Clip>): Clip => ({
    ...createMainClip(id as ClipId, (assets[index] ?? videoAsset('x', second as Ticks)).id, from, to),
    ...changes,
  })
  const clips = [
    make('c1', 0, seconds(1.001), seconds(7.77), {}),
    make('c2', 1, ticks(0), seconds(4.013), { speed: { num: 7, den: 5 } }),
    make('c3', 2, seconds(0.5), seconds(6.5), { speed: { num: 1, den: 3 }, reversed: true }),
    make('c4', 0, seconds(2), seconds(3), { freezeTicks: seconds(1.2) }),
  ]
  return {
    ...document,
    settings: { ...document.settings, frameRate },
    assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    mainTrack: clips.map((clip) => ({ kind: 'clip' as const, clipId: clip.id })),
    tracks: { ...document.tracks, [overlayTrack.id]: overlayTrack },
    overlays: Object.fromEntries(
      [
        overlay('o1', { kind: 'clip', clipId: 'c1' as ClipId, sourceTicks: seconds(2) }, 1.5),
        overlay('o2', { kind: 'timeline', ticks: seconds(5) }, 4),
        overlay('o3', { kind: 'clip', clipId: 'c3' as ClipId, sourceTicks: seconds(1) }, 2),
      ].map((each) => [each.id, each]),
    ),
    transitions: {
      ['t1' as TransitionId]: {
        id: 't1' as TransitionId,
        leftClipId: 'c1' as ClipId,
        rightClipId: 'c2' as ClipId,
        kind: 'cross-fade',
        durationTicks: seconds(0.5),
      },
    },
  }
}

const verbs = [
  'split',
  'trim',
  'trim',
  'delete-clip',
  'move-clip',
  'insert',
  'replace',
  'insert-gap',
  'set-gap',
  'sound',
  'picture',
  'clip-text',
  'speed',
  'transition',
  'beside',
  'beside',
  'track',
  'add-asset',
  'remove-asset',
  'add-track',
  'delete-track',
  'import',
  'style',
  'shift',
  'add-caption',
  'edit-caption',
  'retime',
  'split-caption',
  'merge',
  'delete-caption',
  'add-question',
  'add-question',
  'edit-question',
  'type',
  'move-question',
  'delete-question',
  'add-choice',
  'edit-choice',
  'delete-choice',
  'reorder',
  'lesson',
  'delete-many',
] as const

/** Evenly from 0 to 1: doubles of fast-check are mostly next to 0, where no cut falls. */
export const fraction = fc.nat({ max: 999_983 }).map((part) => part / 999_983)
export const editArbitrary: fc.Arbitrary<Edit> = fc.record({
  verb: fc.constantFrom(...verbs, ...timelineVerbs),
  a: fraction,
  b: fraction,
  c: fraction,
})

/** Performs the edit on the session; arguments are read from `from` (what the session shows, by default). */
export function performEdit(
  { verb, a, b, c }: Edit,
  session: EditSession,
  how: 'run' | 'drag' = 'run',
  from: LessonDocument = session.getSnapshot().document,
): EditResult {
  const perform = <Args>(command: Command<Args>, args: Args): EditResult =>
    how === 'drag' ? session.updateDrag(command, args) : session.run(command, args)
  const none: EditResult = { ok: false, error: { code: 'edit.gone', params: { what: 'anything' }, retryable: false } }
  const { durationTicks, mainClipIds } = deriveTimeline(from)
  const instant = (by: number): Ticks => ticks(Math.round(durationTicks * by))
  const clipId = pick(mainClipIds, a)
  const asset = pick(Object.values(from.assets), b)
  const track = pick(Object.values(from.captionTracks), a)
  const caption = pick(Object.values(from.captions), a)
  const question = pick(Object.values(from.questions), a)
  const choice = question && pick(question.choices, b)
  const gap = pick(
    from.mainTrack.flatMap((item) => (item.kind === 'gap' ? [item] : [])),
    a,
  )
  switch (verb) {
    case 'split':
      return perform(splitClip, { atTicks: instant(a) })
    case 'trim':
      return clipId ? perform(trimClip, { clipId, edge: b < 0.5 ? 'start' : 'end', deltaTicks: delta(c) }) : none
    case 'delete-clip':
      return clipId && b < 0.4 ? perform(deleteClips, { clipIds: [clipId] }) : none
    case 'move-clip':
      return clipId ? perform(moveClip, { clipId, toIndex: Math.floor(b * 6) }) : none
    case 'insert':
      return asset
        ? perform(insertClip, { assetId: asset.id, index: Math.floor(a * 8), ...(c > 0.5 ? { sourceInTicks: seconds(c) } : {}) })
        : none
    case 'replace':
      return clipId && asset ? perform(replaceMedia, { clipId, assetId: asset.id }) : none
    case 'insert-gap':
      return perform(insertGap, { index: Math.floor(a * 6), durationTicks: ticks(Math.round(b * second)) })
    case 'set-gap':
      return gap ? perform(setGap, { gapId: gap.id, durationTicks: ticks(Math.round(b * second)) }) : none
    case 'sound':
      return clipId ? perform(setClipSound, { clipIds: [clipId], changes: { gainDb: b * 10, muted: c > 0.5 } }) : none
    case 'picture':
      return clipId ? perform(setClipPicture, { clipIds: [clipId], changes: { fit: b < 0.5 ? 'fit' : 'fill' } }) : none
    case 'clip-text':
      return clipId ? perform(setClipText, { clipId, ...(b < 0.5 ? { altText: 'A wave' } : { label: 'Wave' }) }) : none
    case 'speed':
      return clipId
        ? perform(setClipSpeed, { clipId, changes: b < 0.7 ? { speed: toRational(0.25 + c * 3.75) } : { reversed: c < 0.5 } })
        : none
    case 'transition':
      return clipId
        ? perform(setTransition, {
            rightClipId: clipId,
            transition: b < 0.3 ? null : { kind: pick(transitionKinds, c) ?? 'wipe', durationTicks: seconds(0.1 + b) },
          })
        : none
    case 'beside':
      return asset
        ? perform(addTrackClip, { assetId: asset.id, kind: pick(trackKinds, a) ?? 'music', atTicks: instant(c) })
        : none
    case 'track': {
      const beside = pick(Object.values(from.tracks), a)
      if (!beside) return none
      return b < 0.2
        ? perform(deleteTrack, { trackId: beside.id })
        : perform(setTrack, { trackId: beside.id, changes: { gainDb: c * 10, ducked: c > 0.5 } })
    }
    case 'add-asset':
      return perform(addAsset, { asset: videoAsset(`extra${Math.floor(a * 4)}`, ticks(Math.round(b * 8 * second) + 1)) })
    case 'remove-asset':
      return asset ? perform(removeAsset, { assetId: asset.id }) : none
    case 'add-track':
      return perform(addCaptionTrack, { language: 'fr', kind: 'subtitles' })
    case 'delete-track':
      return track && b < 0.3 ? perform(deleteCaptionTrack, { captionTrackId: track.id }) : none
    case 'import':
      return perform(importCaptions, {
        track: track && c < 0.5 ? track.id : { language: 'en', kind: 'captions' },
        cues: cues(Math.floor(b * 6), a),
        ...(clipId && c > 0.8 ? { clipId } : {}),
      })
    case 'style':
      return track
        ? perform(setCaptionStyle, { captionTrackId: track.id, changes: { bottomMargin: b * 500, text: { size: 60 } } })
        : none
    case 'shift':
      return track ? perform(shiftCaptions, { captionTrackId: track.id, deltaTicks: delta(b) }) : none
    case 'add-caption':
      return track
        ? perform(addCaption, {
            captionTrackId: track.id,
            startTicks: instant(b),
            endTicks: ticks(instant(b) + second),
            text: 'one two',
          })
        : none
    case 'edit-caption':
      return caption ? perform(editCaption, { captionId: caption.id, changes: { text: b < 0.5 ? 'a b c' : 'two words' } }) : none
    case 'retime':
      return caption
        ? perform(retimeCaption, {
            captionId: caption.id,
            ...(c < 0.7 ? { startTicks: instant(b) } : {}),
            ...(c > 0.4 ? { endTicks: ticks(instant(b) + Math.round(c * second)) } : {}),
          })
        : none
    case 'split-caption':
      return caption ? perform(splitCaption, { captionId: caption.id, atCharacter: Math.floor(b * 8) }) : none
    case 'merge':
      return caption
        ? perform(mergeCaptions, {
            captionIds: Object.values(from.captions)
              .filter((other) => other.captionTrackId === caption.captionTrackId)
              .slice(0, 3)
              .map(({ id }) => id),
          })
        : none
    case 'delete-caption':
      return caption ? perform(deleteCaptions, { captionIds: [caption.id] }) : none
    case 'add-question':
      return perform(addQuestion, {
        atTicks: b > 0.9 ? durationTicks : instant(a),
        type: pick(questionTypes, b) ?? 'poll',
        ...(c > 0.8 ? { changes: { branch: { correctTicks: instant(c), incorrectTicks: null } } } : {}),
      })
    case 'edit-question':
      return question
        ? perform(editQuestion, { questionId: question.id, changes: { prompt: 'Why?', pause: b < 0.5, points: 2 } })
        : none
    case 'type':
      return question ? perform(setQuestionType, { questionId: question.id, type: pick(questionTypes, b) ?? 'poll' }) : none
    case 'move-question':
      return question ? perform(moveQuestion, { questionId: question.id, atTicks: instant(b) }) : none
    case 'delete-question':
      return question && b < 0.5 ? perform(deleteQuestions, { questionIds: [question.id] }) : none
    case 'add-choice':
      return question ? perform(addChoice, { questionId: question.id, text: 'Another' }) : none
    case 'edit-choice':
      return question && choice
        ? perform(editChoice, { questionId: question.id, choiceId: choice.id, changes: { text: 'Yes', correct: c < 0.5 } })
        : none
    case 'delete-choice':
      return question && choice ? perform(deleteChoice, { questionId: question.id, choiceId: choice.id }) : none
    case 'reorder':
      return question && choice
        ? perform(reorderChoice, { questionId: question.id, choiceId: choice.id, toIndex: Math.floor(c * 4) })
        : none
    case 'lesson':
      if (a < 0.3) return perform(setMetadata, { changes: { title: `Title ${Math.floor(b * 9)}` } })
      if (a < 0.6) return perform(setCompletion, { changes: { minScorePercent: Math.floor(b * 100) } })
      return perform(setSettings, { changes: { canvas: { width: 1080, height: 1080 } } })
    case 'delete-many':
      return b < 0.3
        ? perform(deleteItems, {
            items: [
              ...(clipId ? [{ kind: 'clip' as const, id: clipId }] : []),
              ...(gap ? [{ kind: 'gap' as const, id: gap.id }] : []),
              ...(caption ? [{ kind: 'caption' as const, id: caption.id }] : []),
              ...(question ? [{ kind: 'question' as const, id: question.id }] : []),
            ],
          })
        : none
    default:
      return performTimelineEdit({ verb, a, b, c }, from, perform) ?? none
  }
}

const pick = <T>(list: readonly T[], by: number): T | undefined => list[Math.min(list.length - 1, Math.floor(by * list.length))]

const delta = (by: number): Ticks => ticks(Math.round((by - 0.5) * 6 * second))

function cues(count: number, spread: number) {
  return Array.from({ length: count }, (_, index) => {
    const startTicks = ticks(Math.round((index * 1.7 + spread * 3) * second))
    const half = second / 2
    return {
      startTicks,
      endTicks: ticks(startTicks + Math.round((0.4 + spread * 2) * second)),
      text: 'left right',
      words: [
        { text: 'left', offsetTicks: ticks(0), durationTicks: ticks(half), confidence: 0.9 },
        { text: 'right', offsetTicks: ticks(half), durationTicks: ticks(half), confidence: null },
      ],
    }
  })
}
