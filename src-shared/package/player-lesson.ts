import {
  captionsInOrder,
  captionTracksInOrder,
  questionsInOrder,
  type PlacedCaption,
  type PlacedQuestion,
} from '../project/selectors.ts'
import { stretchesOf } from '../overlay/caption-stretches.ts'
import { resolveCaptionStyle } from '../project/brand.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { isScoredType } from '../project/question-defaults.ts'
import type { Choice, Question } from '../project/schema/question.ts'
import type { CaptionTrack } from '../project/schema/text.ts'
import { countBlanks, splitBlankAnswers } from '../quiz/blanks.ts'
import {
  playerLessonVersion,
  type PlayerCaptionStyle,
  type PlayerCaptionTrack,
  type PlayerChoice,
  type PlayerCue,
  type PlayerLesson,
  type PlayerQuestion,
} from '../quiz/player-lesson.ts'
import { compilePlayerChallenge } from './player-challenge.ts'
import { canBeGiven } from './question-problem.ts'
import { clampTicks, ticksToMilliseconds, zeroTicks, type Ticks } from '../time/ticks.ts'
import { textDirection } from './language.ts'

/** Where the page finds things. */
export const mediaPaths = { video: 'media/lesson.mp4', poster: 'media/poster.jpg' } as const

/** The lesson as the player needs it: timeline milliseconds, no ids of the editor but the stable ones. */
export function compilePlayerLesson(document: LessonDocument, options: { readonly poster: boolean }): PlayerLesson {
  const { metadata, settings } = document
  const { durationTicks } = deriveTimeline(document)
  return {
    version: playerLessonVersion,
    id: document.id,
    title: metadata.title,
    description: metadata.description,
    language: metadata.language,
    direction: textDirection(metadata.language),
    durationMs: wholeMs(durationTicks),
    canvas: { width: settings.canvas.width, height: settings.canvas.height },
    video: { src: mediaPaths.video, type: 'video/mp4' },
    poster: options.poster ? mediaPaths.poster : null,
    captionTracks: captionTracksInOrder(document).map((track) => compileCaptionTrack(document, track)),
    questions: questionsInOrder(document).map((placed) => compileQuestion(document, placed, durationTicks)),
    completion: {
      watchedPercent: document.completion.watchedPercent,
      questionsAnswered: document.completion.questionsAnswered,
      minScorePercent: document.completion.minScorePercent,
    },
    challenge: compilePlayerChallenge(document),
  }
}

function compileCaptionTrack(document: LessonDocument, track: CaptionTrack): PlayerCaptionTrack {
  const cues = captionsInOrder(document, track.id).flatMap((placed) => compileCue(document, track, placed))
  return {
    id: track.id,
    language: track.language,
    label: track.label,
    kind: track.kind,
    direction: textDirection(track.language),
    style: compileCaptionStyle(document, track),
    cues,
  }
}

function compileCue(document: LessonDocument, { style }: CaptionTrack, { caption, span }: PlacedCaption): PlayerCue[] {
  if (caption.text.trim() === '') return []
  const resolved = resolveCaptionStyle(style, document.brandKit)
  const { words, emphasis, marks, text } = stretchesOf(document, caption, span, resolved)
  const { placement } = caption
  return [
    {
      startMs: wholeMs(span.startTicks),
      endMs: wholeMs(span.endTicks),
      text,
      ...(words.length > 0 && {
        words: words.map(({ from, to, startTicks, endTicks }) => [from, to, wholeMs(startTicks), wholeMs(endTicks)] as const),
      }),
      ...(emphasis.length > 0 && { emphasis: emphasis.map(({ from, to }) => [from, to] as const) }),
      ...(marks.length > 0 && { marks: marks.map(({ from, to, style: look }) => [from, to, look] as const) }),
      ...(placement && { place: placement }),
    },
  ]
}

function compileCaptionStyle({ brandKit }: LessonDocument, track: CaptionTrack): PlayerCaptionStyle {
  const style = resolveCaptionStyle(track.style, brandKit)
  const { text } = style
  return {
    fontFamily: text.fontFamily,
    fontWeight: text.fontWeight,
    size: text.size,
    colour: text.colour,
    lineHeight: text.lineHeight,
    outlineColour: text.outlineColour,
    outlineWidth: text.outlineWidth,
    boxColour: text.boxColour,
    boxPadding: text.boxPadding,
    boxRadius: text.boxRadius,
    align: text.align,
    maxCharactersPerLine: style.maxCharactersPerLine,
    bottomMargin: style.bottomMargin,
    place: style.place,
    shadow: text.shadow,
    animation: style.animation,
    highlight: style.highlight,
    highlightColour: style.highlightColour,
    emphasisScale: style.emphasisScale,
    entrance: style.entrance,
  }
}

function compileQuestion(document: LessonDocument, { question, atTicks }: PlacedQuestion, durationTicks: Ticks): PlayerQuestion {
  const { type } = question
  const scored = question.scored && isScoredType(type)
  const listsChoices = type !== 'short-answer' && type !== 'fill-blank' && type !== 'reflection'
  return {
    id: question.id,
    type,
    atMs: wholeMs(clampTicks(atTicks, zeroTicks, durationTicks)),
    prompt: question.prompt,
    hint: question.hint,
    choices: listsChoices ? question.choices.map((choice) => compileChoice(document, choice)) : [],
    acceptedAnswers: type === 'short-answer' ? question.acceptedAnswers.filter((answer) => canBeGiven(answer, question)) : [],
    blanks: type === 'fill-blank' ? compileBlanks(question) : [],
    caseSensitive: question.caseSensitive,
    typosAllowed: question.typosAllowed,
    showMs: question.pause || question.showTicks === null ? null : wholeMs(question.showTicks),
    required: question.required,
    scored,
    points: scored ? question.points : 0,
    partialCredit: question.partialCredit,
    retries: question.retries,
    shuffle: question.shuffle,
    feedback: question.feedback,
    branch: {
      correctMs: question.branch.correctTicks === null ? null : wholeMs(question.branch.correctTicks),
      incorrectMs: question.branch.incorrectTicks === null ? null : wholeMs(question.branch.incorrectTicks),
    },
  }
}

function compileBlanks(question: Question): PlayerQuestion['blanks'] {
  return Array.from({ length: countBlanks(question.prompt) }, (_, index) =>
    splitBlankAnswers(question.acceptedAnswers[index] ?? '').filter((answer) => canBeGiven(answer, question)),
  )
}

function compileChoice(document: LessonDocument, choice: Choice): PlayerChoice {
  const asset = choice.imageAssetId === null ? undefined : document.assets[choice.imageAssetId]
  const alt = choice.altText || asset?.altText || ''
  return {
    code: choice.code,
    text: choice.text,
    image: asset ? { src: imagePath(asset.id, asset.fileName), alt } : null,
    correct: choice.correct,
    feedback: choice.feedback,
    match: choice.match,
    region: choice.region,
  }
}

/** Named by the asset's id: file names of users are not safe in URLs nor unique. */
export function imagePath(assetId: string, fileName: string): string {
  const extension = /\.(avif|gif|jpe?g|png|svg|webp)$/i.exec(fileName)?.[1]?.toLowerCase() ?? 'png'
  return `media/image-${assetId}.${extension}`
}

function wholeMs(value: Ticks): number {
  return Math.round(ticksToMilliseconds(value))
}
