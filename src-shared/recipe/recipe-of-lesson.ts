import { decompileLesson } from '../lesson/decompile-lesson.ts'
import type { LessonClip } from '../lesson/clip-schema.ts'
import type { Lesson } from '../lesson/lesson-schema.ts'
import type { LessonQuiz } from '../lesson/quiz-schema.ts'
import { recipeText } from '../messages/ui/recipe.ts'
import type { ClipId } from '../project/ids.ts'
import { trueFalseTexts } from '../project/question-defaults.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import type { Recipe, RecipeQuestion, RecipeStep } from './recipe-schema.ts'

export type RecipeOfLesson = {
  readonly recipe: Recipe
  /** Sentences: what of the lesson belongs to its own clip, or needs another step. */
  readonly leftOut: readonly string[]
}

/** What of a lesson can be done to other clips, too: its shape, look, style, words and questions. Its longest clip stands for the clip of a row. */
export function makeRecipe(document: LessonDocument): RecipeOfLesson {
  const lesson = guardBraces(decompileLesson(document).lesson)
  const mainIndex = findMain(lesson.clips, document)
  const main = lesson.clips[mainIndex]
  const leftOut: string[] = []
  const steps: RecipeStep[] = [
    ...mending(main),
    ...joining(lesson.clips, mainIndex, (index) => isOfTemplate(document, index), leftOut),
    ...reframing(lesson, main),
    ...colouring(main, leftOut),
    ...captioning(document, lesson),
    ...(lesson.brand ? [{ step: 'brand', brand: lesson.brand } as const] : []),
    ...asking(lesson, document, leftOut),
    ...(lesson.loudness === undefined ? [] : [{ step: 'loudness', loudness: lesson.loudness } as const]),
    ...challenging(lesson),
    ...describing(lesson),
    { step: 'preflight', stopAt: 'error' },
    { step: 'outputs', outputs: [{ format: 'scorm12', preset: 'lms', name: '{clip}' }] },
  ]
  if (lesson.clips.some((clip) => clip.in !== undefined || clip.out !== undefined)) leftOut.push(recipeText.leftOut.cuts)
  if ((lesson.overlays ?? []).length > 0) leftOut.push(recipeText.leftOut.overlays)
  if ((lesson.tracks ?? []).length > 0) leftOut.push(recipeText.leftOut.tracks)
  const beside = steps.flatMap((step) =>
    step.step === 'join' ? [step.intro, step.outro] : step.step === 'brand' ? [step.brand.logo] : [],
  )
  for (const file of new Set(beside)) if (file !== undefined) leftOut.push(recipeText.leftOut.file(plainBraces(file)))
  return { recipe: { version: 1, name: plainBraces(lesson.title), language: lesson.language, steps }, leftOut }
}

/** What a lesson writes in braces is no name of a column. */
function guardBraces<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/[{}]/g, '$&$&') as T
  if (Array.isArray(value)) return value.map(guardBraces) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, guardBraces(each)])) as T
}

const plainBraces = (guarded: string): string => guarded.replace(/\{\{|\}\}/g, (pair) => pair.slice(1))

/** A picture that came with the template: nobody has its file to put it beside a recipe. */
function isOfTemplate(document: LessonDocument, index: number): boolean {
  return (document.template ?? null) !== null && kindOf(document, deriveTimeline(document).mainClipIds[index]) === 'image'
}

function kindOf({ clips, assets }: LessonDocument, clipId: ClipId | undefined): Asset['kind'] | undefined {
  const clip = clipId && clips[clipId]
  return clip && assets[clip.assetId]?.kind
}

/** The clip of the file that plays longest; a picture only where nothing was filmed. */
function findMain(clips: readonly LessonClip[], document: LessonDocument): number {
  const { clipSpans, mainClipIds } = deriveTimeline(document)
  const lengths = mainClipIds.map((id) => {
    const span = clipSpans.get(id)
    return span ? span.endTicks - span.startTicks : 0
  })
  const isFilmed = mainClipIds.map((id) => kindOf(document, id) === 'video')
  const isMeant = (index: number): boolean => isFilmed[index] === true || !isFilmed.includes(true)
  const ofFile = new Map<string, number>()
  clips.forEach(({ file }, index) => {
    if (isMeant(index)) ofFile.set(file, (ofFile.get(file) ?? 0) + (lengths[index] ?? 0))
  })
  const longest = Math.max(0, ...ofFile.values())
  return Math.max(
    0,
    clips.findIndex(({ file }) => ofFile.get(file) === longest),
  )
}

type Main = LessonClip | undefined

function mending(main: Main): readonly RecipeStep[] {
  const { noiseReduction, highPass } = main ?? {}
  if (noiseReduction === undefined && highPass === undefined) return []
  return [
    {
      step: 'doctor',
      ...(noiseReduction === undefined ? {} : { noiseReduction }),
      ...(highPass === undefined ? {} : { highPass }),
    },
  ]
}

/** One film before and one behind are intro and outro; of more nobody knows what they are. */
function joining(
  clips: readonly LessonClip[],
  mainIndex: number,
  isBackground: (index: number) => boolean,
  leftOut: string[],
): readonly RecipeStep[] {
  const file = clips[mainIndex]?.file
  const lastIndex = clips.findLastIndex((clip) => clip.file === file)
  const [before, behind] = [clips.slice(0, mainIndex), clips.slice(lastIndex + 1)]
  const between = clips.slice(mainIndex, lastIndex + 1).some((clip) => clip.file !== file)
  const intro = before.length === 1 && !isBackground(0) ? before[0] : undefined
  const outro = behind.length === 1 && !isBackground(lastIndex + 1) ? behind[0] : undefined
  const odd = (before.length === 1 && !intro) || (behind.length === 1 && !outro)
  if (between || odd || before.length > 1 || behind.length > 1) leftOut.push(recipeText.leftOut.clips)
  if (!intro && !outro) return []
  const transition = (intro ? clips[mainIndex] : outro)?.transition?.kind
  return [
    {
      step: 'join',
      ...(intro && { intro: intro.file }),
      ...(outro && { outro: outro.file }),
      ...(transition && { transition }),
    },
  ]
}

function reframing({ canvas }: Lesson, main: Main): readonly RecipeStep[] {
  if (typeof canvas !== 'string') return []
  return [{ step: 'reframe', canvas, ...(main?.fit && { fit: main.fit }) }]
}

function colouring(main: Main, leftOut: string[]): readonly RecipeStep[] {
  const look = main?.look
  if (look === undefined) return []
  if (typeof look === 'string') return [{ step: 'look', look }]
  const { lut, ...plain } = look
  if (lut !== undefined) leftOut.push(recipeText.leftOut.lut)
  return Object.keys(plain).length > 0 ? [{ step: 'look', look: plain }] : []
}

/** What was heard is listened to again; other captions come from a file beside each clip. */
function captioning(document: LessonDocument, { captionStyle, language: own }: Lesson): readonly RecipeStep[] {
  const spoken = new Set(
    Object.values(document.captions).flatMap(({ captionTrackId, words }) => (words.length > 0 ? [captionTrackId] : [])),
  )
  return Object.values(document.captionTracks)
    .toSorted((one, other) => one.order - other.order)
    .map(({ id, language, kind }): RecipeStep => {
      const isOwn = language === own && kind === 'captions'
      const from = spoken.has(id) && isOwn ? 'speech' : 'file'
      return {
        step: 'captions',
        from,
        ...(from === 'file' ? { file: isOwn ? '{clip}.srt' : `{clip}.${language}.srt` } : {}),
        language,
        ...(kind === 'captions' ? {} : { kind }),
        optional: true,
        ...(captionStyle && { style: captionStyle }),
      }
    })
}

function asking(
  { quizzes = [], completion, language }: Lesson,
  document: LessonDocument,
  leftOut: string[],
): readonly RecipeStep[] {
  const length = ticksToSeconds(deriveTimeline(document).durationTicks)
  const questions = quizzes.flatMap((quiz): readonly RecipeQuestion[] => {
    const question = toQuestion(quiz, length, language)
    if (!question) leftOut.push(recipeText.leftOut.question(plainBraces(quiz.prompt)))
    else if (hasMore(quiz)) leftOut.push(recipeText.leftOut.details(plainBraces(quiz.prompt)))
    return question ? [question] : []
  })
  return questions.length === 0 ? [] : [{ step: 'questions', questions, ...(completion && { completion }) }]
}

/** What a question of a recipe has no words for. */
const unsaid = ['pause', 'showFor', 'goOnAt', 'shuffle', 'partialCredit', 'caseSensitive', 'typosAllowed'] as const

function hasMore(quiz: LessonQuiz): boolean {
  const isSaid = (key: (typeof unsaid)[number]): boolean => key in quiz && quiz[key as keyof LessonQuiz] !== undefined
  return unsaid.some(isSaid) || ('choices' in quiz && quiz.choices.some(({ feedback }) => feedback !== undefined))
}

/** As many as a recipe takes; nobody tries longer. */
const mostRetries = 99

type Labels = { readonly true: string; readonly false: string }

/** What the two buttons say, where that is not what they say in this language anyway. */
function saidOtherwise(labels: Labels | undefined, language: string): Pick<RecipeQuestion, 'choices'> {
  const usual = trueFalseTexts(language)
  if (labels === undefined || (labels.true === usual.true && labels.false === usual.false)) return {}
  return { choices: [labels.true, labels.false] }
}

function toQuestion(quiz: LessonQuiz, length: number, language: string): RecipeQuestion | null {
  const { prompt, required, hint } = quiz
  const at = quiz.at >= length - 0.05 ? 'end' : quiz.at
  const base = { at, prompt, ...(required === undefined ? {} : { required }), ...(hint === undefined ? {} : { hint }) } as const
  if (quiz.type === 'poll' || quiz.type === 'reflection') {
    const thanks = quiz.thanks === undefined ? {} : { feedback: { correct: quiz.thanks } }
    return quiz.type === 'poll'
      ? { type: quiz.type, ...base, ...thanks, choices: quiz.choices.map(({ text }) => text) }
      : { type: quiz.type, ...base, ...thanks }
  }
  const { points, retries, feedback } = quiz
  const scored = {
    ...base,
    ...(points === undefined ? {} : { points }),
    ...(retries === undefined ? {} : { retries: retries === 'unlimited' ? mostRetries : Math.min(retries, mostRetries) }),
    ...(feedback && { feedback }),
  }
  switch (quiz.type) {
    case 'single-choice':
    case 'multiple-choice': {
      const choices = quiz.choices.map(({ text }) => text)
      const right = quiz.choices.flatMap(({ text, correct }) => (correct ? [text] : []))
      // Several answers are told apart by ";".
      if (right.length > 1 && right.some((text) => text.includes(';'))) return null
      return { type: quiz.type, ...scored, choices, correct: right.join('; ') }
    }
    case 'true-false':
      return { type: quiz.type, ...scored, ...saidOtherwise(quiz.labels, language), correct: String(quiz.correct) }
    case 'short-answer': {
      const accepted = [quiz.correct].flat()
      return accepted.some((text) => text.includes(';')) ? null : { type: quiz.type, ...scored, correct: accepted.join('; ') }
    }
    case 'ordering':
      return { type: quiz.type, ...scored, choices: quiz.choices.map(({ text }) => text) }
    case 'fill-blank':
    case 'matching':
    case 'hotspot':
      return null
  }
}

function challenging({ challenge }: Lesson): readonly RecipeStep[] {
  if (!challenge) return []
  const { modelClip: _own, ...plain } = challenge
  return [{ step: 'challenge', challenge: plain }]
}

function describing({ metadata = {} }: Lesson): readonly RecipeStep[] {
  const { authors, topics, keywords, level, licence } = metadata
  const said = {
    ...(authors && { authors }),
    ...(topics && { topics }),
    ...(keywords && { keywords }),
    ...(level === undefined ? {} : { level }),
    ...(licence === undefined ? {} : { licence }),
  }
  return Object.keys(said).length > 0 ? [{ step: 'metadata', ...said }] : []
}
