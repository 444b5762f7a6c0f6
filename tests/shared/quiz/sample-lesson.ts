import type { PlayerCompletionRule, PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'

/** A question with plain defaults, to be changed where a test cares. */
export function question(changes: Partial<PlayerQuestion> & { readonly id: string }): PlayerQuestion {
  return {
    type: 'single-choice',
    atMs: 2000,
    prompt: 'Which planet is the largest?',
    hint: '',
    choices: [choice('a', true), choice('b', false), choice('c', false)],
    acceptedAnswers: [],
    blanks: [],
    caseSensitive: false,
    typosAllowed: 0,
    showMs: null,
    required: true,
    scored: true,
    points: 1,
    partialCredit: false,
    retries: 0,
    shuffle: false,
    feedback: { correct: '', incorrect: '' },
    branch: { correctMs: null, incorrectMs: null },
    ...changes,
  }
}

export function choice(code: string, correct: boolean): PlayerQuestion['choices'][number] {
  return { code, text: `Choice ${code}`, image: null, correct, feedback: '', match: '', region: null }
}

export function lesson(questions: readonly PlayerQuestion[], completion: Partial<PlayerCompletionRule> = {}): PlayerLesson {
  return {
    version: 1,
    challenge: null,
    id: 'lesson-1',
    title: 'Planets',
    description: '',
    language: 'en',
    direction: 'ltr',
    durationMs: 30_000,
    canvas: { width: 1080, height: 1920 },
    video: { src: 'media/lesson.mp4', type: 'video/mp4' },
    poster: null,
    captionTracks: [],
    questions,
    completion: { watchedPercent: null, questionsAnswered: true, minScorePercent: null, ...completion },
  }
}
