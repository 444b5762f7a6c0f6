import type { Design } from '../design.ts'
import { chip, ground, headline, side } from '../look.ts'
import * as board from '../scenes/board.ts'
import { asked, clip, livelyMusic, words } from '../slots.ts'
import { levels } from '../challenge-parts.ts'

export const spotTheMistake: Design = {
  id: 'spot-the-mistake',
  template: {
    name: 'Spot the mistake',
    summary: 'Something is wrong in the clip. Who finds it?',
    kind: 'challenge',
    minSeconds: 12,
    maxSeconds: 60,
  },
  title: 'Spot the mistake: fractions',
  palette: { primary: '#b3261e', accent: '#ffe26a', text: '#ffffff', background: '#2b0a0a' },
  slots: [
    clip('wrong', 'The clip with the mistake', 'Make one mistake, and keep a straight face.', 20),
    asked('find', 'Where is it?', 'Let them choose the place.'),
    words('mistake', 'What was wrong', 'Name it without blaming anybody.'),
    clip('right', 'The right way', 'The same again, without the mistake.', 20),
    livelyMusic,
  ],
  scenes: [
    {
      seconds: 3,
      layers: [
        ground(),
        {
          sticker: 'magnifier',
          y: -360,
          width: 520,
          from: 0.1,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
          move: [
            [0, { rotationDegrees: -8 }, 'ease-in-out'],
            [1.4, { rotationDegrees: 10, x: 60 }, 'ease-in-out'],
            [2.8, { rotationDegrees: -4 }],
          ],
        },
        headline('Spot the mistake', { from: 0.3, y: 190, size: 184, height: 480, align: 'center' }),
      ],
    },
    {
      seconds: 8,
      slot: 'wrong',
      transition: ['wipe', 0.45],
      layers: [
        chip('One thing is wrong', { from: 0.5, at: 'top-left', x: side, y: 150, size: 60 }),
        {
          shape: 'rectangle',
          fill: 'brand:background/8c',
          at: 'bottom-left',
          x: side,
          y: -270,
          width: 952,
          height: 26,
          radius: 13,
          from: 0.4,
          enter: ['fade', 0.3],
          leave: ['fade', 0.2],
        },
        {
          shape: 'rectangle',
          fill: 'brand:accent',
          at: 'bottom-left',
          x: side,
          y: -270,
          width: 26,
          height: 26,
          radius: 13,
          from: 0.4,
          move: [
            [0, {}, 'linear'],
            [7.4, { x: 926 }],
          ],
          leave: ['fade', 0.2],
        },
      ],
    },
    {
      seconds: 3.6,
      transition: ['push', 0.4],
      layers: [
        ground(),
        {
          sticker: 'cross-circle',
          at: 'left',
          x: side,
          y: -400,
          width: 300,
          from: 0.15,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
        headline('What was wrong.', { from: 0.4, at: 'left', x: side, y: 70, size: 132, height: 640, slot: 'mistake' }),
      ],
    },
    {
      seconds: 7,
      slot: 'right',
      transition: ['push', 0.4],
      layers: [
        chip('This is right', { from: 0.5, at: 'top-left', x: side, y: 150, size: 60 }),
        {
          sticker: 'check-circle',
          at: 'top-right',
          x: -side,
          y: 120,
          width: 200,
          from: 0.9,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
      ],
    },
  ],
  questions: [
    {
      slot: 'find',
      scene: 1,
      quiz: {
        type: 'single-choice',
        prompt: 'What is the mistake?',
        choices: [
          { text: 'The real mistake', correct: true, feedback: 'Well spotted.' },
          { text: 'Something that is unusual, but right' },
          { text: 'There is none' },
        ],
        retries: 1,
      },
    },
  ],
  challenge: {
    hook: 'One thing in this clip is wrong.',
    brief: 'Make a clip of your own with exactly one mistake in it, for the others to find.',
    modelClip: 2,
    durationLimit: 30,
    steps: [
      'Choose something you know well.',
      'Choose a mistake that people really make.',
      'Film it with the mistake, then the right way.',
    ],
    rubric: [{ title: 'The mistake', levels: levels('Easy to see', 'One has to think', 'A mistake that teaches something') }],
    handIn: { what: 'A clip of at most 30 seconds', where: 'The task in your class' },
    withoutFilming: 'Write the solution with the mistake on a sheet, and the right one on the back.',
  },
  music: 'night-bus',
  demo: {
    find: {
      prompt: 'What is the mistake?',
      choices: ['Adding the numbers below', 'Writing the fractions side by side', 'There is none'],
    },
    wrong: { clip: board.wrong },
    mistake: { text: 'Thirds and halves are not the same size.' },
    right: { clip: board.right },
  },
}
