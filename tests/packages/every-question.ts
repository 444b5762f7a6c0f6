import type { Question } from '#shared/project/schema/question.ts'
import { sampleChoice, sampleQuestion } from './sample-document.ts'

const plain = { retries: 0, feedback: { correct: '', incorrect: '' } } as const

/** One question of each of the six kinds that are more than a list of choices or a word, a third of a second apart. */
export function everyQuestion(): readonly Question[] {
  return [
    sampleQuestion('q-blank', 0.4, {
      ...plain,
      type: 'fill-blank',
      prompt: 'The largest planet is ___, and its great red ___ is older than any country.',
      choices: [],
      acceptedAnswers: ['Jupiter', 'storm|spot'],
      typosAllowed: 1,
      partialCredit: true,
      points: 2,
    }),
    sampleQuestion('q-order', 0.8, {
      ...plain,
      type: 'ordering',
      prompt: 'Put the planets in order, the nearest to the Sun first.',
      choices: [
        sampleChoice('m', 'Mercury', false),
        sampleChoice('e', 'Earth', false, 'It is the third from the Sun.'),
        sampleChoice('j', 'Jupiter', false),
        sampleChoice('n', 'Neptune, which takes 165 years for one turn', false),
      ],
      partialCredit: true,
      points: 4,
      retries: 1,
      hint: 'My Very Educated Mother…',
    }),
    sampleQuestion('q-match', 1.2, {
      ...plain,
      type: 'matching',
      prompt: 'What goes around what?',
      choices: [
        { ...sampleChoice('a', 'Europa', false), match: 'Jupiter' },
        { ...sampleChoice('b', 'Titan', false, 'Titan has an atmosphere of its own.'), match: 'Saturn' },
        { ...sampleChoice('c', 'The Moon', false), match: 'Earth' },
        { ...sampleChoice('d', 'Io', false), match: 'Jupiter' },
      ],
      points: 3,
    }),
    sampleQuestion('q-spot', 1.6, {
      ...plain,
      type: 'hotspot',
      prompt: 'Where is the red storm?',
      choices: [
        {
          ...sampleChoice('s', 'The oval in the lower half', true, 'It turns once in six days.'),
          region: { x: 0.5, y: 0.6, width: 0.3, height: 0.15 },
        },
        { ...sampleChoice('p', 'The pole', false, 'That is the pole.'), region: { x: 0.3, y: 0.05, width: 0.4, height: 0.1 } },
      ],
      retries: 1,
      feedback: { correct: 'Well seen!', incorrect: 'Look for an oval.' },
    }),
    sampleQuestion('q-poll', 2.0, {
      ...plain,
      type: 'poll',
      prompt: 'Which planet would you visit?',
      choices: [sampleChoice('a', 'Mars', false), sampleChoice('b', 'Saturn', false), sampleChoice('c', 'None of them', false)],
      scored: false,
      points: 0,
      feedback: { correct: 'Half of the class before you chose Mars.', incorrect: '' },
    }),
    sampleQuestion('q-think', 2.4, {
      ...plain,
      type: 'reflection',
      prompt: 'What surprised you most about Jupiter?',
      choices: [],
      scored: false,
      points: 0,
    }),
  ]
}
