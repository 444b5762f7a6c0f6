import { createCaptionTrack, createDocument, createMainClip, mainTrackId } from '#shared/project/defaults.ts'
import type { AssetId, CaptionId, CaptionTrackId, ChoiceId, ClipId, LessonId, QuestionId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import type { Choice, CompletionRule, Question } from '#shared/project/schema/question.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const assetId = 'asset-1' as AssetId
const clipId = 'clip-1' as ClipId
const captionTrackId = 'captions-en' as CaptionTrackId

export type SampleOptions = {
  readonly seconds?: number
  readonly questions?: readonly Question[]
  readonly completion?: Partial<CompletionRule>
  readonly title?: string
  readonly cues?: readonly (readonly [start: number, end: number, text: string])[]
}

/** A short lesson as the editor would make it: one clip, captions, questions. Times in seconds. */
export function sampleDocument({
  seconds = 4,
  questions = sampleQuestions(),
  completion,
  title,
  cues = sampleCues,
}: SampleOptions = {}): LessonDocument {
  const blank = createDocument('lesson-planets' as LessonId, title ?? 'Why Jupiter is the giant of the planets', 'en')
  const clip = createMainClip(clipId, assetId, secondsToTicks(0), secondsToTicks(seconds))
  const captions = cues.map(([start, end, text], index) => ({
    id: `caption-${index}` as CaptionId,
    captionTrackId,
    anchor: { kind: 'clip' as const, clipId, sourceTicks: secondsToTicks(start) },
    durationTicks: secondsToTicks(end - start),
    text,
    words: [],
    speaker: '',
    done: false,
  }))
  return documentSchema.parse({
    ...blank,
    metadata: {
      ...blank.metadata,
      description: 'A one-minute look at the largest planet & its <storms>.',
      authors: ['Ada Öztürk'],
      topics: ['Astronomy'],
      keywords: ['planets', 'Jupiter'],
      level: 'Grade 6',
      licence: 'CC-BY-4.0',
    },
    completion: { ...blank.completion, ...completion },
    mainTrack: [{ kind: 'clip', clipId }],
    clips: { [clipId]: { ...clip, trackId: mainTrackId } },
    captionTracks: { [captionTrackId]: createCaptionTrack(captionTrackId, 'en') },
    captions: Object.fromEntries(captions.map((caption) => [caption.id, caption])),
    questions: Object.fromEntries(questions.map((question) => [question.id, question])),
    assets: {
      [assetId]: {
        id: assetId,
        kind: 'video',
        sha256: '0'.repeat(64),
        byteLength: 1,
        fileName: 'clip.mp4',
        relativePath: null,
        absolutePath: null,
        storage: 'referenced',
        licence: { spdx: null, attribution: '', sourceUrl: '' },
        consent: { status: 'not-needed', note: '', expires: null },
        altText: '',
        interpretation: null,
        imageSize: null,
      },
    },
  })
}

const sampleCues = [
  [0, 1, 'This is Jupiter, the largest planet we know'],
  [1, 2, 'Eleven Earths fit side by side'],
  [2, 3, 'Its red storm is older than your country'],
  [3, 4, 'And it keeps us safe'],
] as const

export function sampleQuestion(id: string, atSeconds: number, changes: Partial<Question> = {}): Question {
  return {
    id: id as QuestionId,
    anchor: { kind: 'clip', clipId, sourceTicks: secondsToTicks(atSeconds) },
    type: 'single-choice',
    prompt: 'How many Earths fit side by side across Jupiter?',
    choices: [
      sampleChoice('a', 'About eleven', true, 'Yes: 143,000 km against 12,700 km.'),
      sampleChoice('b', 'Two', false, 'That would be Neptune’s size, roughly halved.'),
      sampleChoice('c', 'More than a hundred', false, 'That is closer to the Sun.'),
    ],
    retiredCodes: '',
    acceptedAnswers: [],
    caseSensitive: false,
    typosAllowed: 0,
    pause: true,
    showTicks: null,
    required: true,
    scored: true,
    points: 1,
    partialCredit: false,
    retries: 1,
    shuffle: false,
    hint: '',
    feedback: { correct: 'Well seen!', incorrect: 'Look at the picture once more.' },
    branch: { correctTicks: null, incorrectTicks: null },
    slotId: null,
    ...changes,
  }
}

export function sampleChoice(code: string, text: string, correct: boolean, feedback = ''): Choice {
  return {
    id: `choice-${code}` as ChoiceId,
    code,
    text,
    altText: '',
    imageAssetId: null,
    correct,
    feedback,
    match: '',
    region: null,
  }
}

/** One question of each kind; the last stands at the very end. */
export function sampleQuestions(): readonly Question[] {
  return [
    sampleQuestion('q-earths', 1),
    sampleQuestion('q-gases', 2, {
      type: 'multiple-choice',
      prompt: 'Which gases is Jupiter mostly made of?',
      points: 2,
      retries: 0,
      choices: [
        sampleChoice('h', 'Hydrogen', true),
        sampleChoice('o', 'Oxygen', false),
        sampleChoice('e', 'Helium', true),
        sampleChoice('n', 'Nitrogen', false),
      ],
      hint: 'They are also the two lightest.',
    }),
    sampleQuestion('q-solid', 3, {
      type: 'true-false',
      prompt: 'You could stand on the surface of Jupiter.',
      retries: 0,
      choices: [sampleChoice('t', 'True', false), sampleChoice('f', 'False', true, 'Right: there is no solid ground.')],
    }),
    sampleQuestion('q-name', 4, {
      type: 'short-answer',
      prompt: 'What is the largest planet called?',
      choices: [],
      acceptedAnswers: ['Jupiter'],
      typosAllowed: 1,
      retries: 0,
      points: 2,
    }),
  ]
}
