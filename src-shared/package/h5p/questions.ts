import { splitPrompt } from '../../quiz/blanks.ts'
import { isGraded } from '../../quiz/grade.ts'
import type { PlayerChoice, PlayerQuestion } from '../../quiz/player-lesson.ts'
import type { H5pLibraryName } from './libraries.ts'
import { escapeAroundGaps, escapeGap, escapeH5p, writeParagraphs } from './text.ts'
import type { H5pWords } from './words.ts'

type Params = Readonly<Record<string, unknown>>

/** A question in the content type that asks it, with that type's parameters. */
export type H5pQuestion = { readonly library: H5pLibraryName; readonly title: string; readonly params: Params }

/** What a choice says where pictures cannot be shown: its text, or else what its picture shows. */
export function wordsOfChoice({ text, image }: Pick<PlayerChoice, 'text' | 'image'>): string {
  return text.trim() === '' ? (image?.alt ?? '').trim() : text.trim()
}

/** The content type of H5P for a question; null for one that Interactive Video cannot ask. */
export function mapQuestion(question: PlayerQuestion, words: H5pWords): H5pQuestion | null {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return mapChoices(question, words)
    case 'true-false':
      return mapTrueFalse(question, words)
    case 'short-answer':
      return isGraded(question) ? mapShortAnswer(question, words) : mapFreeText(question, words)
    case 'fill-blank':
      return mapBlanks(question, words)
    case 'ordering':
      return mapDragText(question, words, orderingText(question))
    case 'matching':
      return mapDragText(question, words, matchingText(question))
    case 'poll':
      return mapPoll(question, words)
    case 'reflection':
      return mapFreeText(question, words)
    case 'hotspot':
      return null
  }
}

/** Points that H5P gives for a right answer: one for each part that it looks at by itself. */
export function h5pPoints(question: PlayerQuestion): number {
  if (!isGraded(question)) return 0
  switch (question.type) {
    case 'multiple-choice':
      return question.partialCredit ? question.choices.filter(({ correct }) => correct).length : 1
    case 'fill-blank':
      return question.blanks.length
    case 'ordering':
    case 'matching':
      return question.choices.length
    default:
      return 1
  }
}

const hintLine = ({ hint }: PlayerQuestion, words: H5pWords): string =>
  hint.trim() === '' ? '' : `<p><em>${escapeH5p(words.hint)}: ${escapeH5p(hint.trim())}</em></p>`

const task = (question: PlayerQuestion, words: H5pWords): string => writeParagraphs(question.prompt) + hintLine(question, words)

const mayRetry = ({ retries }: PlayerQuestion): boolean => retries !== 0

const confirmations = (words: H5pWords): Params => ({
  confirmCheck: {
    header: words.finishTitle,
    body: words.finishBody,
    cancelLabel: words.cancel,
    confirmLabel: words.finish,
  },
  confirmRetry: { header: words.retryTitle, body: words.retryBody, cancelLabel: words.cancel, confirmLabel: words.confirm },
})

const spoken = (words: H5pWords): Params => ({
  scoreBarLabel: words.scoreBar,
  a11yCheck: words.a11yCheck,
  a11yShowSolution: words.a11yShowSolution,
  a11yRetry: words.a11yRetry,
})

/** One sentence for the right answer, one for every other. */
function overallFeedback({ feedback }: PlayerQuestion): readonly Params[] {
  const [incorrect, correct] = [escapeH5p(feedback.incorrect.trim()), escapeH5p(feedback.correct.trim())]
  return [
    { from: 0, to: 99, ...(incorrect !== '' && { feedback: incorrect }) },
    { from: 100, to: 100, ...(correct !== '' && { feedback: correct }) },
  ]
}

function mapChoices(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  const isSingle = question.type !== 'multiple-choice'
  return {
    library: 'H5P.MultiChoice',
    title: 'Multiple Choice',
    params: {
      media: { disableImageZooming: false },
      question: task(question, words),
      answers: question.choices.map((choice) => ({
        text: `<div>${escapeH5p(wordsOfChoice(choice))}</div>`,
        correct: choice.correct,
        tipsAndFeedback: { tip: '', chosenFeedback: writeDivision(choice.feedback), notChosenFeedback: '' },
      })),
      overallFeedback: overallFeedback(question),
      behaviour: {
        enableRetry: mayRetry(question),
        enableSolutionsButton: !mayRetry(question),
        enableCheckButton: true,
        type: isSingle ? 'single' : 'multi',
        singlePoint: isSingle || !question.partialCredit,
        randomAnswers: question.shuffle,
        showSolutionsRequiresInput: true,
        confirmCheckDialog: false,
        confirmRetryDialog: false,
        autoCheck: false,
        passPercentage: 100,
        showScorePoints: true,
      },
      UI: {
        checkAnswerButton: words.check,
        submitAnswerButton: words.submit,
        showSolutionButton: words.showSolution,
        tryAgainButton: words.retry,
        tipsLabel: words.hint,
        tipAvailable: words.hint,
        feedbackAvailable: words.feedback,
        readFeedback: words.feedback,
        wrongAnswer: words.wrong,
        correctAnswer: words.correct,
        shouldCheck: words.shouldCheck,
        shouldNotCheck: words.shouldNotCheck,
        noInput: words.answerFirst,
        ...spoken(words),
      },
      ...confirmations(words),
    },
  }
}

const writeDivision = (text: string): string => (text.trim() === '' ? '' : `<div>${escapeH5p(text.trim())}</div>`)

/** What is said about an answer: of the choice itself, then of the question. */
function joinFeedback(choice: PlayerChoice, feedback: string): string {
  return escapeH5p([choice.feedback.trim(), feedback.trim()].filter((part) => part !== '').join(' '))
}

function mapTrueFalse(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  const [first, second, ...others] = question.choices
  const isPlain = first && second && others.length === 0 && first.correct !== second.correct
  if (!isPlain) return mapChoices(question, words)
  const [right, wrong] = first.correct ? [first, second] : [second, first]
  return {
    library: 'H5P.TrueFalse',
    title: 'True/False Question',
    params: {
      media: { disableImageZooming: false },
      question: task(question, words),
      correct: first.correct ? 'true' : 'false',
      l10n: {
        trueText: escapeH5p(wordsOfChoice(first)),
        falseText: escapeH5p(wordsOfChoice(second)),
        score: words.score,
        checkAnswer: words.check,
        submitAnswer: words.submit,
        showSolutionButton: words.showSolution,
        tryAgain: words.retry,
        wrongAnswerMessage: words.wrong,
        correctAnswerMessage: words.correct,
        ...spoken(words),
      },
      behaviour: {
        enableRetry: mayRetry(question),
        enableSolutionsButton: !mayRetry(question),
        enableCheckButton: true,
        confirmCheckDialog: false,
        confirmRetryDialog: false,
        autoCheck: false,
        feedbackOnCorrect: joinFeedback(right, question.feedback.correct),
        feedbackOnWrong: joinFeedback(wrong, question.feedback.incorrect),
      },
      ...confirmations(words),
    },
  }
}

const writeGap = (answers: readonly string[]): string => `*${answers.map(escapeGap).join('/')}*`

function mapShortAnswer(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  return blanks(question, words, task(question, words), `<p>${writeGap(question.acceptedAnswers)}</p>`)
}

function mapBlanks(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  const text = splitPrompt(question.prompt)
    .map((part, index) => (index === 0 ? '' : writeGap(question.blanks[index - 1] ?? [])) + escapeAroundGaps(part))
    .join('')
  return blanks(question, words, `<p>${words.fillBlanks}</p>${hintLine(question, words)}`, `<p>${text}</p>`)
}

function blanks(question: PlayerQuestion, words: H5pWords, text: string, sentence: string): H5pQuestion {
  return {
    library: 'H5P.Blanks',
    title: 'Fill in the Blanks',
    params: {
      media: { disableImageZooming: false },
      text,
      questions: [sentence],
      overallFeedback: overallFeedback(question),
      showSolutions: words.showSolution,
      tryAgain: words.retry,
      checkAnswer: words.check,
      submitAnswer: words.submit,
      notFilledOut: words.answerFirst,
      answerIsCorrect: words.answerIsCorrect,
      answerIsWrong: words.answerIsWrong,
      answeredCorrectly: words.correct,
      answeredIncorrectly: words.wrong,
      solutionLabel: words.rightAnswer,
      inputLabel: words.inputLabel,
      inputHasTipLabel: words.hint,
      tipLabel: words.hint,
      behaviour: {
        enableRetry: mayRetry(question),
        allowRetryIfCorrect: false,
        enableSolutionsButton: !mayRetry(question),
        enableCheckButton: true,
        autoCheck: false,
        caseSensitive: question.caseSensitive,
        showSolutionsRequiresInput: true,
        separateLines: false,
        confirmCheckDialog: false,
        confirmRetryDialog: false,
        acceptSpellingErrors: question.typosAllowed > 0,
      },
      ...confirmations(words),
      ...spoken(words),
      a11yCheckingModeHeader: words.checkingMode,
    },
  }
}

function orderingText({ choices }: PlayerQuestion): string {
  return choices.map((choice, index) => `${index + 1}. *${escapeGap(wordsOfChoice(choice))}*`).join('\n')
}

function matchingText({ choices }: PlayerQuestion): string {
  return choices.map((choice) => `${escapeAroundGaps(wordsOfChoice(choice))}: *${escapeGap(choice.match)}*`).join('\n')
}

function mapDragText(question: PlayerQuestion, words: H5pWords, textField: string): H5pQuestion {
  return {
    library: 'H5P.DragText',
    title: 'Drag the Words',
    params: {
      media: { disableImageZooming: false },
      taskDescription: task(question, words),
      textField,
      distractors: '',
      overallFeedback: overallFeedback(question),
      checkAnswer: words.check,
      submitAnswer: words.submit,
      tryAgain: words.retry,
      showSolution: words.showSolution,
      dropZoneIndex: words.dropZone,
      empty: words.dropZoneEmpty,
      contains: words.dropZoneContains,
      ariaDraggableIndex: words.draggableIndex,
      tipLabel: words.hint,
      correctText: words.correct,
      incorrectText: words.wrong,
      resetDropTitle: words.resetDrop,
      resetDropDescription: words.resetDropBody,
      grabbed: words.grabbed,
      cancelledDragging: words.dragCancelled,
      correctAnswer: words.rightAnswer,
      feedbackHeader: words.feedback,
      behaviour: {
        enableRetry: mayRetry(question),
        enableSolutionsButton: !mayRetry(question),
        enableCheckButton: true,
        instantFeedback: false,
      },
      ...spoken(words),
    },
  }
}

/** Languages that its text editor knows, where they are spelled differently from ours. */
const editorLanguages = ['en', 'nl', 'it', 'de', 'fr', 'es', 'ar']

function mapFreeText(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  return {
    library: 'H5P.FreeTextQuestion',
    title: 'Free Text Question',
    params: {
      question: task(question, words),
      placeholder: words.writeHere,
      // A person has to grade it: the film's score goes without.
      maxScore: 0,
      isRequired: question.required,
      i10n: {
        requiredText: words.required,
        requiredMessage: words.requiredMessage,
        skipButtonLabel: words.skip,
        submitButtonLabel: words.answerAndGoOn,
        language: editorLanguages.includes(words.language) ? words.language : 'en',
      },
    },
  }
}

function mapPoll(question: PlayerQuestion, words: H5pWords): H5pQuestion {
  return {
    library: 'H5P.Questionnaire',
    title: 'Questionnaire',
    params: {
      questionnaireElements: [
        {
          library: {
            library: 'H5P.SimpleMultiChoice 1.1',
            params: {
              question: escapeH5p([question.prompt.trim(), question.hint.trim()].filter((part) => part !== '').join(' ')),
              inputType: 'radio',
              alternatives: question.choices.map((choice) => ({
                text: escapeH5p(wordsOfChoice(choice)),
                feedback: { chosenFeedback: writeDivision(choice.feedback), notChosenFeedback: '' },
              })),
            },
          },
          requiredField: question.required,
        },
      ],
      successScreenOptions: {
        enableSuccessScreen: true,
        successMessage: words.thanks,
      },
      uiElements: {
        buttonLabels: {
          prevLabel: words.back,
          continueLabel: words.continue,
          nextLabel: words.next,
          submitLabel: words.submit,
        },
        accessibility: { requiredTextExitLabel: words.closeMessage, progressBarText: words.questionOf },
        requiredMessage: words.requiredMessage,
        requiredText: words.required,
        submitScreenTitle: words.thanks,
        submitScreenSubtitle: words.submitBelow,
      },
    },
  }
}
