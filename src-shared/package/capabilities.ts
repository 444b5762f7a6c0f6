import { appError, type ErrorData } from '../messages/app-error.ts'
import { questionsJumpedOver } from '../project/branches.ts'
import { questionsInOrder, type PlacedQuestion } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { cartridgeLosses } from './common-cartridge/losses.ts'
import { findH5pRefusals, h5pLosses } from './h5p/losses.ts'
import { findQuestionProblem, type QuestionProblem } from './question-problem.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { countFreeTexts, freeTextBudget, suspendDataLimit, worstStateLength } from '../quiz/state-encoding.ts'
import { formatLength } from '../time/timecode.ts'
import type { PackageFormat } from './package-plan.ts'
import { compilePlayerLesson } from './player-lesson.ts'
import { itemBankLosses } from './qti/losses.ts'

/** What a lesson may hold that not every format carries. */
export const lessonFeatures = [
  'score',
  'completion',
  'answers',
  'resume',
  'captions',
  'long-free-text',
  'partial-credit',
  'challenge',
  'questions-in-film',
  'question-kinds',
  'branches',
  'hints',
  'typos',
  /** A film that is higher than wide. */
  'upright-film',
] as const
export type LessonFeature = (typeof lessonFeatures)[number]

export type Support = 'full' | 'partial' | 'none'

const everything = {
  score: 'full',
  completion: 'full',
  answers: 'full',
  resume: 'full',
  captions: 'full',
  'long-free-text': 'full',
  'partial-credit': 'full',
  challenge: 'full',
  'questions-in-film': 'full',
  'question-kinds': 'full',
  branches: 'full',
  hints: 'full',
  typos: 'full',
  'upright-film': 'full',
} as const satisfies Readonly<Record<LessonFeature, Support>>

/** A page with the film, and a quiz of the platform's own. */
const cartridge = {
  ...everything,
  score: 'partial',
  completion: 'none',
  resume: 'none',
  captions: 'partial',
  'long-free-text': 'partial',
  'partial-credit': 'partial',
  challenge: 'partial',
  'questions-in-film': 'none',
  'question-kinds': 'partial',
  branches: 'none',
  typos: 'none',
} as const satisfies Readonly<Record<LessonFeature, Support>>

/** What each format carries; `featureLosses` says in words what `partial` and `none` cost. */
export const formatCapabilities: Readonly<Record<PackageFormat, Readonly<Record<LessonFeature, Support>>>> = {
  scorm12: { ...everything, 'long-free-text': 'partial', 'partial-credit': 'partial' },
  scorm2004: everything,
  cmi5: everything,
  web: { ...everything, score: 'partial', completion: 'partial', answers: 'none', resume: 'partial' },
  cc11: cartridge,
  cc13: cartridge,
  h5p: {
    ...everything,
    score: 'partial',
    completion: 'none',
    answers: 'partial',
    resume: 'partial',
    captions: 'partial',
    'partial-credit': 'partial',
    challenge: 'partial',
    'question-kinds': 'partial',
    branches: 'partial',
    hints: 'partial',
    typos: 'partial',
    'upright-film': 'partial',
  },
  qti21: {
    ...everything,
    completion: 'none',
    resume: 'none',
    captions: 'none',
    challenge: 'none',
    'questions-in-film': 'none',
    branches: 'none',
    typos: 'none',
    hints: 'none',
  },
  media: {
    ...everything,
    score: 'none',
    completion: 'none',
    answers: 'none',
    resume: 'none',
    'long-free-text': 'none',
    'partial-credit': 'none',
    challenge: 'partial',
    'questions-in-film': 'none',
    'question-kinds': 'none',
    branches: 'none',
    hints: 'none',
    typos: 'none',
  },
}

/** A loss that the export tells before it runs. */
export type Loss = { readonly feature: LessonFeature; readonly support: 'partial' | 'none'; readonly sentence: string }

/** A sentence, or one that depends on the lesson; null where this lesson loses nothing. */
type LossWords = string | ((document: LessonDocument) => string | null)

const featureLosses: Readonly<Record<PackageFormat, Partial<Record<LessonFeature, LossWords>>>> = {
  scorm12: {
    'long-free-text': 'Long written answers are cut: the platform gets the first 255 characters of each.',
    'partial-credit': 'A partly right answer counts its points, but the platform’s answer report calls it wrong.',
  },
  scorm2004: {},
  cmi5: {},
  web: {
    score: 'The learner sees the score, but nobody else does: a web page reports to no platform.',
    completion: 'Completion is shown to the learner only.',
    answers: 'Answers are not reported to anyone.',
    resume: 'The learner goes on where they stopped only in the same browser on the same device.',
  },
  h5p: h5pLosses,
  cc11: cartridgeLosses,
  cc13: cartridgeLosses,
  qti21: itemBankLosses,
  media: {
    answers: 'The questions stay behind: a media kit is for watching.',
    challenge: 'The challenge is there to read and to print; nobody hears how it went.',
  },
}

/** What this lesson would lose in a format: only what it has. */
export function findLosses(document: LessonDocument, format: PackageFormat): readonly Loss[] {
  const used = usedFeatures(document)
  return lessonFeatures.flatMap((feature): Loss[] => {
    const support = formatCapabilities[format][feature]
    const words = featureLosses[format][feature]
    const sentence = typeof words === 'function' ? words(document) : words
    return used.has(feature) && support !== 'full' && sentence ? [{ feature, support, sentence }] : []
  })
}

function usedFeatures(document: LessonDocument): ReadonlySet<LessonFeature> {
  const questions = Object.values(document.questions)
  const used = new Set<LessonFeature>(['completion', 'resume'])
  if (questions.length > 0) for (const feature of ['answers', 'questions-in-film', 'question-kinds'] as const) used.add(feature)
  if (questions.some(({ branch }) => branch.correctTicks !== null || branch.incorrectTicks !== null)) used.add('branches')
  if (questions.some(({ hint }) => hint.trim() !== '')) used.add('hints')
  if (questions.some(({ typosAllowed, acceptedAnswers }) => typosAllowed > 0 && acceptedAnswers.length > 0)) used.add('typos')
  if (questions.some((question) => question.scored)) used.add('score')
  if (questions.some((question) => question.scored && question.partialCredit)) used.add('partial-credit')
  if (questions.some(({ type }) => type === 'short-answer' || type === 'reflection')) used.add('long-free-text')
  if (Object.keys(document.captions).length > 0) used.add('captions')
  if (document.challenge) used.add('challenge')
  if (document.challenge?.rubric.some(({ levels }) => levels.some(({ points }) => points > 0))) used.add('score')
  if (document.settings.canvas.height > document.settings.canvas.width) used.add('upright-film')
  return used
}

/** Promises below these are too short for an answer of a few words, and for a thought. */
const leastFreeText = 20
const leastReflection = 100

/** Formats without our player keep no state of it. */
const keepsNoState: ReadonlySet<PackageFormat> = new Set(['h5p', 'cc11', 'cc13', 'qti21', 'media'])

/** What stops an export, worst first: exporting would silently change what counts. Without a format for those of the player. */
export function findRefusals(document: LessonDocument, format: PackageFormat = 'scorm12'): readonly ErrorData[] {
  const { durationTicks } = deriveTimeline(document)
  if (durationTicks <= 0) return [appError('package.empty-lesson', {}).data]
  const refusals = questionsInOrder(document).flatMap((placed) => refuseQuestion(placed) ?? refuseBranch(document, placed) ?? [])
  if (format === 'qti21' && Object.keys(document.questions).length === 0) refusals.push(appError('package.no-questions', {}).data)
  if (format === 'h5p') refusals.push(...findH5pRefusals(document))
  if (keepsNoState.has(format)) return refusals
  const lesson = compilePlayerLesson(document, { poster: false })
  if (worstStateLength(lesson) > suspendDataLimit || freeTextBudget(lesson) < wantedFreeText(lesson))
    refusals.push(appError('package.too-many-questions', {}).data)
  return refusals
}

function wantedFreeText({ questions }: PlayerLesson): number {
  if (questions.some(({ type }) => type === 'reflection')) return leastReflection
  return questions.some((question) => countFreeTexts(question) > 0) ? leastFreeText : 0
}

const problemErrors = {
  noBlank: 'package.no-blank',
  noRegion: 'package.no-region',
  choices: 'package.too-few-choices',
  accepted: 'package.no-accepted-answer',
  emptyBlank: 'package.empty-blank',
  emptyChoice: 'package.empty-choice',
  unnamedRegion: 'package.unnamed-region',
  emptyMatch: 'package.empty-match',
  sameChoices: 'package.same-choices',
  overlap: 'package.overlapping-regions',
  noCorrect: 'package.no-correct-choice',
} as const satisfies Record<Exclude<QuestionProblem, 'prompt'>, string>

function refuseQuestion({ question, atTicks }: PlacedQuestion): ErrorData | null {
  const { prompt } = question
  const problem = findQuestionProblem(question)
  if (problem === null) return null
  // Without words only its place tells which one is meant.
  if (problem === 'prompt') return appError('package.empty-prompt', { at: formatLength(atTicks) }).data
  return appError(problemErrors[problem], { prompt }).data
}

/** A jump over scored questions would take points away that nobody could earn. */
function refuseBranch(document: LessonDocument, { question }: PlacedQuestion): ErrorData | null {
  const { correctTicks, incorrectTicks } = question.branch
  const jumps = [correctTicks, incorrectTicks].some(
    (target) => target !== null && questionsJumpedOver(document, question, target).length > 0,
  )
  return jumps ? appError('package.branch-over-scored', { prompt: question.prompt }).data : null
}
