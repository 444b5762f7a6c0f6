import type { Design } from '../design.ts'
import { blob, captioned, chip, ground, headline, side } from '../look.ts'
import * as sums from '../scenes/sums.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

export const workedExample: Design = {
  id: 'worked-example',
  template: {
    name: 'Worked example',
    summary: 'The task, the way step by step, and one to try alone.',
    kind: 'lesson',
    minSeconds: 18,
    maxSeconds: 90,
  },
  title: 'What is 25 % of 80?',
  palette: { primary: '#12464a', accent: '#ffd23f', text: '#ffffff', background: '#0a2a2d' },
  slots: [
    words('task', 'The task', 'As it would stand in a test.'),
    words('line-1', 'First line', 'What you write first.'),
    clip('clip-1', 'Clip of the first line', 'Write it while you speak.', 25),
    words('line-2', 'Second line', 'What follows.'),
    clip('clip-2', 'Clip of the second line', 'Say why, not only what.', 25),
    words('result', 'The result', 'With its unit.'),
    asked('own', 'One to try alone', 'Almost the same, with other numbers.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 3.8,
      layers: [
        ground(),
        blob(420, 640, 820, 'brand:background/80', 4),
        chip('Worked example', { from: 0.2, at: 'top-left', x: side, y: 180 }),
        headline('The task', { from: 0.4, at: 'left', x: side, y: -140, size: 176, height: 760, slot: 'task' }),
        { sticker: 'underline', at: 'left', x: side, y: 250, width: 620, from: 1.1, enter: ['slide', 0.5], leave: ['fade', 0.2] },
      ],
    },
    {
      seconds: 6.6,
      slot: 'clip-1',
      transition: ['slide', 0.45],
      layers: captioned('Step 1', 'line-1', 'What you write first', 560),
    },
    { seconds: 6.6, slot: 'clip-2', transition: ['slide', 0.45], layers: captioned('Step 2', 'line-2', 'What follows', 560) },
    {
      seconds: 4,
      transition: ['fade-black', 0.4],
      layers: [
        ground(),
        {
          shape: 'rectangle',
          stroke: 'brand:accent',
          strokeWidth: 14,
          radius: 60,
          width: 952,
          height: 560,
          y: -180,
          from: 0.2,
          enter: ['pop', 0.4],
          leave: ['fade', 0.2],
        },
        {
          text: '= …',
          style: { size: 250, fontWeight: 800, colour: 'brand:accent', align: 'center' },
          y: -180,
          width: 860,
          height: 420,
          from: 0.45,
          slot: 'result',
          enter: ['pop', 0.45],
          leave: ['fade', 0.2],
        },
        headline('Your turn.', { from: 1.2, at: 'bottom-left', x: side, y: -420, size: 150, height: 240 }),
      ],
    },
  ],
  questions: [
    {
      slot: 'own',
      scene: 3,
      quiz: {
        type: 'short-answer',
        prompt: 'Now with other numbers. What is the result?',
        correct: ['15'],
        hint: 'Write down the first line, as in the example.',
        retries: 2,
      },
    },
  ],
  music: 'lab-time',
  demo: {
    own: { prompt: 'What is 25 % of 60?', choices: [] },
    task: { text: 'What is 25 % of 80?' },
    'line-1': { text: '25 % is one quarter' },
    'clip-1': { clip: sums.quarters },
    'line-2': { text: '80 ÷ 4 = 20' },
    'clip-2': { clip: sums.divide },
    result: { text: '= 20' },
  },
}
