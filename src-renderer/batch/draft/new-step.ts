import type { Recipe, RecipeStep } from '#shared/recipe/recipe-schema.ts'

/** The steps that can be added in the form. */
export const newSteps = ['trim', 'reframe', 'captions', 'loudness', 'metadata', 'preflight', 'outputs'] as const

export function newStep(kind: (typeof newSteps)[number]): RecipeStep {
  switch (kind) {
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
      return { step: 'outputs', outputs: [{ format: 'scorm12', preset: 'lms', name: '{clip}' }] }
  }
}

/** Steps to begin with: a package of each clip. */
export function newRecipe(name: string, language: string): Recipe {
  return { version: 1, name, language, steps: [newStep('preflight'), newStep('outputs')] }
}
