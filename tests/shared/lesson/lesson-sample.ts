import { compileLesson, type CompiledLesson } from '#shared/lesson/compile-lesson.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import type { Lesson } from '#shared/lesson/lesson-schema.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { seconds, videoAsset } from '../project/sample-document.ts'

/** A lesson that uses most keys. */
export const fullLesson = {
  $schema: '../schemas/lesson.schema.json',
  id: 'brakes-1',
  title: 'Check your brakes',
  language: 'en-GB',
  canvas: '1:1',
  loudness: 'as-recorded',
  clips: [
    { file: 'a.mp4', in: 1, out: 11, fit: 'fit-blur', gain: -3 },
    { file: 'media/b.mp4', out: 6, muted: true, altText: 'A wheel', captions: [{ start: 1, end: 2, text: 'Look here' }] },
  ],
  captions: [
    { language: 'en-GB', cues: [{ start: 0.5, end: 2, text: 'Press the brake.', speaker: 'Ana' }] },
    { language: 'de', kind: 'subtitles', label: 'Deutsch', file: 'de.vtt' },
  ],
  captionStyle: { preset: 'plain', size: 80, colour: '#ffff00', bottomMargin: 300 },
  quizzes: [
    {
      type: 'single-choice',
      at: 4,
      prompt: 'Which lever is the front brake?',
      choices: [
        { text: 'Left', feedback: 'That is the rear one.' },
        { text: 'Right', correct: true },
      ],
      points: 2,
      retries: 1,
      shuffle: true,
      hint: 'Look at the cable.',
    },
    {
      id: 'q-multi',
      type: 'multiple-choice',
      at: 9.5,
      prompt: 'What wears?',
      choices: [{ id: 'pads', code: 'c', text: 'Pads', correct: true }, { text: 'Rim', correct: true }, { text: 'Bell' }],
      partialCredit: true,
      retiredCodes: 'b',
      retries: 'unlimited',
    },
    { type: 'true-false', at: 12, prompt: 'Brakes need cable.', correct: false, pause: false, showFor: 5, required: false },
    {
      type: 'fill-blank',
      at: 12.5,
      prompt: 'The front ___ stops the ___ best.',
      blanks: ['brake', ['bicycle', 'bike']],
      partialCredit: true,
      caseSensitive: true,
    },
    {
      type: 'ordering',
      at: 13,
      prompt: 'In which order?',
      choices: [{ text: 'Look' }, { code: 'k', text: 'Squeeze', feedback: 'Look first.' }, { text: 'Push' }],
      partialCredit: true,
      retiredCodes: 'a',
    },
    {
      type: 'matching',
      at: 13.5,
      prompt: 'What stops what?',
      choices: [
        { text: 'Left lever', match: 'Rear wheel' },
        { text: 'Right lever', match: 'Front wheel', feedback: 'Follow the cable.' },
      ],
      shuffle: true,
    },
    {
      type: 'hotspot',
      at: 14,
      prompt: 'Where is the pad?',
      choices: [
        { text: 'At the rim', correct: true, region: { x: 0.2, y: 0.3, width: 0.2, height: 0.1 } },
        { text: 'At the lever', feedback: 'That is the lever.', region: { x: 0.6, y: 0.1, width: 0.25, height: 0.2 } },
      ],
      retries: 2,
      goOnAt: { incorrect: 12.5 },
    },
    {
      type: 'poll',
      at: 14.5,
      prompt: 'How often do you check?',
      choices: [{ text: 'Weekly' }, { text: 'Never' }],
      thanks: 'Thanks!',
    },
    { type: 'reflection', at: 15, prompt: 'What will you do differently?', required: false },
    { type: 'short-answer', at: 16, prompt: 'Name the part.', correct: ['pad', 'brake pad'], typosAllowed: 1, points: 0 },
  ],
  completion: { watchedPercent: 80, questionsAnswered: true, minScorePercent: 50 },
  challenge: {
    hook: 'Who is fastest?',
    brief: 'Film your brake check.',
    modelClip: 2,
    durationLimit: 45,
    steps: ['Look', 'Press'],
    rubric: [{ title: 'Safety', levels: [{ label: 'Safe', points: 3, description: 'Both checked' }] }],
    deadline: '2027-01-31',
    teamSize: { min: 1, max: 3 },
    handIn: { what: 'A clip', where: 'The course page' },
    withoutFilming: 'Draw it.',
  },
  metadata: {
    authors: ['Ana', 'Ben'],
    topics: ['bikes'],
    keywords: ['brake'],
    level: 'beginner',
    licence: 'CC-BY-4.0',
    glossary: ['Newton', 'H2O'],
    description: 'Two checks.',
  },
} as const satisfies Lesson

export function videoFacts(name: string, length: number): FileFacts {
  const { kind, byteLength, interpretation, imageSize } = videoAsset(name, seconds(length))
  const sha256 = [...name]
    .reduce((text, letter) => text + letter.charCodeAt(0).toString(16), '')
    .padEnd(64, '0')
    .slice(0, 64)
  return { kind, sha256, byteLength, interpretation, imageSize }
}

export const sampleFacts: ReadonlyMap<string, FileFacts> = new Map([
  ['a.mp4', videoFacts('a', 20)],
  ['media/b.mp4', videoFacts('b', 8)],
])

export const sampleCues = new Map([
  ['de.vtt', [{ startTicks: seconds(9), endTicks: seconds(12), text: 'Quer über den Schnitt' }]],
])

/** Parses and compiles; throws with the problems where it cannot. */
export function compileOk(input: unknown, facts = sampleFacts, cues = sampleCues): CompiledLesson {
  const parsed = parseLesson(input)
  if (!parsed.ok) throw new Error(parsed.error.map(formatProblem).join('\n'))
  const compiled = compileLesson(parsed.value, facts, cues)
  if (!compiled.ok) throw new Error(compiled.error.map(formatProblem).join('\n'))
  return compiled.value
}

/** The problems of an input, parsed and, where that works, compiled. */
export function problemsOf(input: unknown, facts = sampleFacts): readonly string[] {
  const parsed = parseLesson(input)
  if (!parsed.ok) return parsed.error.map(formatProblem)
  const compiled = compileLesson(parsed.value, facts, sampleCues)
  return compiled.ok ? [] : compiled.error.map(formatProblem)
}
