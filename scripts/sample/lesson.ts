/** The lesson around the clips: where each is cut, the captions, and two questions worth answering. */

import type { SpokenClip } from './voice.ts'

export interface PlacedClip {
  readonly spoken: SpokenClip
  /** Where its kept part starts in the lesson, in seconds. */
  readonly start: number
}

const seconds = (value: number): number => Math.round(value * 1000) / 1000

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')

function stamp(time: number): string {
  const whole = Math.round(time * 1000)
  return `${two(whole / 3600000)}:${two((whole / 60000) % 60)}:${two((whole / 1000) % 60)}.${String(whole % 1000).padStart(3, '0')}`
}

export function webVttOf(clips: readonly PlacedClip[]): string {
  const cues = clips.flatMap(({ spoken, start }) =>
    spoken.cues.map(
      (cue) => `${stamp(start + cue.start)} --> ${stamp(start + cue.end)}\n${cue.lines.join('\n').replaceAll("'", '’')}\n`,
    ),
  )
  return `WEBVTT\n\n${cues.join('\n')}`
}

export function lessonOf(clips: readonly PlacedClip[]): string {
  const endOf = (name: string): number => {
    const clip = clips.find(({ spoken }) => spoken.script.name === name)
    if (!clip) throw new Error(`There is no clip "${name}"`)
    return clip.start + clip.spoken.kept
  }
  const lesson = {
    id: 'moon-phases',
    title: 'Why does the Moon change shape?',
    language: 'en',
    canvas: '9:16',
    clips: clips.map(({ spoken: { script, kept } }) => ({
      file: `${script.name}.mp4`,
      in: seconds(script.head),
      out: seconds(script.head + kept),
    })),
    captions: 'captions.vtt',
    quizzes: [
      {
        id: 'q1',
        at: seconds(endOf('orbit') - 0.4),
        pause: true,
        type: 'single-choice',
        prompt: 'You see a thin crescent Moon. What happened to the rest of it?',
        choices: [
          {
            text: 'It is still there, in the dark',
            correct: true,
            feedback: 'Yes! The Moon is still a whole ball. That part faces away from the Sun, so it is night there.',
          },
          {
            text: 'The Earth put its shadow on it',
            feedback:
              'Many people think so. But sunlight still falls on half of the Moon. We are looking mostly at its other half, where it is night.',
          },
          {
            text: 'The Moon got smaller',
            feedback:
              'The Moon never changes size. Sunlight always falls on half of it. Think about which half is turned towards us.',
          },
        ],
        points: 1,
        retries: 1,
      },
      {
        id: 'q2',
        at: seconds(endOf('shadow') - 0.4),
        pause: true,
        type: 'true-false',
        prompt: 'At new moon, the Sun lights no part of the Moon.',
        correct: false,
        feedback: {
          correct: 'Right, that is false! Half of the Moon is always in sunlight. At new moon, that half is turned away from us.',
          incorrect:
            'It is false. The Sun lights half of the Moon on every single day. At new moon, that bright half is turned away from us.',
        },
        points: 1,
        retries: 1,
      },
    ],
    completion: { questionsAnswered: true, minScorePercent: 50 },
    metadata: {
      author: 'Tidbit Studio',
      topics: ['astronomy'],
      level: 'primary',
      licence: 'CC-BY-4.0',
      description:
        'The Moon is always a whole ball with one half in sunlight. Its shape seems to change because we see that half from new angles.',
    },
  }
  return `${JSON.stringify(lesson, null, 2)}\n`
}
