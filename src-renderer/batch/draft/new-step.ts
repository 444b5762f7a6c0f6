import type { Recipe, RecipeQuestion, RecipeStep, StepKind } from '#shared/recipe/recipe-schema.ts'

/** In the order in which they are offered. */
export const stepKinds: readonly StepKind[] = [
  ...(['template', 'trim', 'join', 'reframe', 'look', 'brand', 'captions', 'questions', 'challenge'] as const),
  ...(['doctor', 'loudness', 'metadata', 'preflight', 'outputs'] as const),
]

/** One with four answers out of columns, as most sheets have them. */
export const newQuestion: RecipeQuestion = {
  type: 'single-choice',
  prompt: '{question}',
  choices: ['{a}', '{b}', '{c}', '{d}'],
  correct: '{correct}',
}

/** How a step begins that is added in the form. */
export function newStep(kind: StepKind): RecipeStep {
  switch (kind) {
    case 'template':
      return { step: 'template', template: 'explainer' }
    case 'join':
      return { step: 'join', intro: 'intro.mp4' }
    case 'look':
      return { step: 'look', look: 'clear-day' }
    case 'brand':
      return { step: 'brand', brand: {} }
    case 'questions':
      return { step: 'questions', questions: [newQuestion] }
    case 'challenge':
      return { step: 'challenge', challenge: {} }
    case 'doctor':
      return { step: 'doctor', highPass: 80 }
    case 'trim':
      return { step: 'trim', silences: true }
    case 'reframe':
      return { step: 'reframe', canvas: '9:16' }
    case 'captions':
      return { step: 'captions', from: 'file', file: '{clip}.srt', optional: true }
    case 'loudness':
      return { step: 'loudness', loudness: -16 }
    case 'metadata':
      return { step: 'metadata', title: '{title}' }
    case 'preflight':
      return { step: 'preflight', stopAt: 'error' }
    case 'outputs':
      return { step: 'outputs', outputs: [{ format: 'scorm12', preset: 'lms', name: '{clip}', folder: '{clip folder}' }] }
  }
}

/** Steps to begin with: a package of each clip. */
export function newRecipe(name: string, language: string): Recipe {
  return { version: 1, name, language, steps: [newStep('preflight'), newStep('outputs')] }
}
