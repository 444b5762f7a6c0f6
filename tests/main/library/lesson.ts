import type { AssetId, CaptionId, CaptionTrackId, LessonId, QuestionId } from '#shared/project/ids.ts'
import { createCaptionTrack, createDocument } from '#shared/project/defaults.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { ticks } from '#shared/time/ticks.ts'

type LessonText = { readonly topics?: string[]; readonly captions?: string[]; readonly questions?: string[] }

/** One a second. */
const at = (index: number) => ({ kind: 'timeline', ticks: ticks(index * 120_000) }) as const

/** A lesson with searchable text and no media. */
export function lessonWith(
  id: string,
  title: string,
  { topics = [], captions = [], questions = [] }: LessonText = {},
): LessonDocument {
  const document = createDocument(id as LessonId, title, 'en')
  const trackId = 'captions' as CaptionTrackId
  return {
    ...document,
    metadata: { ...document.metadata, topics },
    captionTracks: { [trackId]: createCaptionTrack(trackId, 'en') },
    captions: Object.fromEntries(
      captions.map((text, index) => {
        const captionId = `c${index}` as CaptionId
        const caption = { id: captionId, captionTrackId: trackId, anchor: at(index), durationTicks: ticks(120_000) }
        return [captionId, { ...caption, text, words: [], speaker: '', done: false }]
      }),
    ),
    questions: Object.fromEntries(
      questions.map((prompt, index) => {
        const questionId = `q${index}` as QuestionId
        return [
          questionId,
          {
            id: questionId,
            anchor: at(index),
            type: 'short-answer',
            prompt,
            choices: [],
            retiredCodes: '',
            acceptedAnswers: ['yes'],
            caseSensitive: false,
            typosAllowed: 0,
            pause: true,
            showTicks: null,
            required: true,
            scored: true,
            points: 1,
            partialCredit: false,
            retries: null,
            shuffle: false,
            hint: '',
            feedback: { correct: '', incorrect: '' },
            branch: { correctTicks: null, incorrectTicks: null },
            slotId: null,
          },
        ]
      }),
    ),
  }
}

/** The same lesson with a picture among its files. */
export function withImage(document: LessonDocument, sha256: string): LessonDocument {
  const id = `image-${sha256.slice(0, 8)}` as AssetId
  const rights = {
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'not-needed', note: '', expires: null },
  } as const
  const file = { byteLength: 10, fileName: 'a.png', relativePath: null, absolutePath: '/a.png', storage: 'referenced' } as const
  const image = { id, kind: 'image', sha256, ...file, ...rights, altText: '', interpretation: null } as const
  return { ...document, assets: { ...document.assets, [id]: { ...image, imageSize: { width: 8, height: 8 } } } }
}
