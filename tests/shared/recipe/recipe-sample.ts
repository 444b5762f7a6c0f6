import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { applyRecipe, type AppliedRecipe } from '#shared/recipe/apply-recipe.ts'
import { fillRecipe, type RecipeRow } from '#shared/recipe/fill-recipe.ts'
import type { RowFacts } from '#shared/recipe/making.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import { seconds, videoAsset } from '../project/sample-document.ts'

/** A recipe that uses every step but the template. */
export const fullRecipe = {
  version: 1,
  name: 'Bicycle course',
  language: 'en',
  steps: [
    { step: 'outputs', outputs: [{ format: 'scorm12', name: '{row}-{title}' }] },
    { step: 'doctor', noiseReduction: 0.3, highPass: 80, refuseDamaged: true },
    { step: 'trim', in: '{from}', out: '{to}', silences: { longerThan: 1, keep: 0.2 }, longest: 30 },
    { step: 'join', intro: 'intro.mp4', outro: 'outro.mp4', transition: 'cross-fade' },
    { step: 'reframe', canvas: '1:1', fit: 'fit-blur' },
    { step: 'look', look: 'film' },
    { step: 'captions', from: 'file', file: '{clip}.srt', style: { preset: 'karaoke' } },
    { step: 'brand', brand: { name: 'School', primaryColour: '#102030' } },
    {
      step: 'questions',
      questions: [
        {
          type: 'single-choice',
          prompt: '{question}',
          choices: ['{a}', '{b}', '{c}'],
          correct: '{correct}',
          points: '{points}',
          feedback: { correct: 'Well done, {name}.' },
        },
        { type: 'true-false', at: 2, prompt: 'Bicycles have wheels.', correct: 'true' },
      ],
      completion: { questionsAnswered: true, minScorePercent: 80 },
    },
    { step: 'loudness', loudness: -14 },
    { step: 'challenge', challenge: { brief: 'Show how you do it.', steps: ['Film it'] } },
    { step: 'metadata', title: '{title}', keywords: ['{tags}'], altText: 'A bicycle' },
    { step: 'preflight', stopAt: 'error' },
  ],
} as const

export const sampleRow: RecipeRow = {
  key: 'clips/brake.mp4',
  number: 3,
  clip: 'clips/brake.mp4',
  values: {
    from: '1',
    to: '9,5',
    question: 'Which lever?',
    a: 'Left',
    b: 'Right',
    c: '',
    correct: 'B',
    points: '2',
    name: 'Ana',
    title: 'Check your brakes',
    tags: 'bicycle; safety',
  },
}

const facts = (fill: string, lengthSeconds: number): FileFacts => ({
  ...videoAsset(fill, seconds(lengthSeconds)),
  sha256: fill.repeat(64),
})

export const sampleFacts: RowFacts = {
  media: new Map([
    ['clips/brake.mp4', facts('a', 10)],
    ['intro.mp4', facts('b', 2)],
    ['outro.mp4', facts('c', 3)],
  ]),
  captions: new Map([['brake.srt', [{ startTicks: seconds(2), endTicks: seconds(4), text: 'Press the brake.' }]]]),
  heard: null,
  quiet: [{ startTicks: seconds(5), endTicks: seconds(7) }],
  template: null,
}

export function parseOk(input: unknown): Recipe {
  const parsed = parseRecipe(input)
  if (!parsed.ok) throw new Error(parsed.error.map(formatProblem).join('\n'))
  return parsed.value
}

export function applyOk(input: unknown, row: RecipeRow = sampleRow, found: RowFacts = sampleFacts): AppliedRecipe {
  const filled = fillRecipe(parseOk(input), row)
  if (!filled.ok) throw new Error(filled.error.map(formatProblem).join('\n'))
  const applied = applyRecipe(filled.value, row, found)
  if (!applied.ok) throw new Error(applied.error.map(formatProblem).join('\n'))
  return applied.value
}

/** What keeps a row from being made, as people read it. */
export function refusals(steps: readonly object[], row: RecipeRow = sampleRow, found: RowFacts = sampleFacts): readonly string[] {
  const outputs = { step: 'outputs', outputs: [{ format: 'mp4' }] }
  const filled = fillRecipe(parseOk({ ...fullRecipe, steps: [...steps, outputs] }), row)
  if (!filled.ok) return filled.error.map(formatProblem)
  const applied = applyRecipe(filled.value, row, found)
  return applied.ok ? [] : applied.error.map(formatProblem)
}
