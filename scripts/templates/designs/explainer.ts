import type { Design } from '../design.ts'
import { blob, captioned, chip, ground, headline, rule, side } from '../look.ts'
import * as sky from '../scenes/sky.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

export const explainer: Design = {
  id: 'explainer',
  template: {
    name: 'Explainer',
    summary: 'One question, two reasons, one sentence to remember.',
    kind: 'lesson',
    minSeconds: 18,
    maxSeconds: 90,
  },
  title: 'Why is the sky blue?',
  palette: { primary: '#1d3fbb', accent: '#ffd84d', text: '#ffffff', background: '#0b1338' },
  slots: [
    words('question', 'Your question', 'What do learners wonder about? Start with why or how.'),
    clip('hook', 'Opening clip', 'Show the thing itself: no words needed.', 8),
    words('reason-1', 'First reason', 'Up to eight words.'),
    clip('clip-1', 'Explain the first reason', 'Point at it, draw it, or try it out.', 25),
    words('reason-2', 'Second reason', 'Up to eight words.'),
    clip('clip-2', 'Explain the second reason', 'Show what follows from it.', 25),
    words('answer', 'The answer in one sentence', 'What should stay in their heads?'),
    asked('check', 'Check question', 'Ask for the reason, not for the word.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 4.5,
      slot: 'hook',
      layers: [
        {
          shape: 'ellipse',
          fill: 'brand:primary',
          at: 'bottom-left',
          x: -380,
          y: 760,
          width: 1700,
          height: 1700,
          from: 0.1,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
        chip('One question', { from: 0.3, at: 'bottom-left', x: side, y: -800 }),
        headline('Why is … the way it is?', {
          from: 0.5,
          at: 'bottom-left',
          x: side,
          y: -300,
          height: 470,
          size: 148,
          slot: 'question',
        }),
        rule(side, 690, 320, { from: 0.9 }),
      ],
    },
    { seconds: 6.5, slot: 'clip-1', transition: ['push', 0.5], layers: captioned('Reason 1', 'reason-1', 'The first reason') },
    { seconds: 6.5, slot: 'clip-2', transition: ['push', 0.5], layers: captioned('Reason 2', 'reason-2', 'The second reason') },
    {
      seconds: 5,
      transition: ['circle', 0.6],
      layers: [
        ground(),
        blob(330, -620, 760, 'brand:background/80', 5),
        blob(-380, 640, 620, 'brand:background/59', 5, [80, -60]),
        {
          sticker: 'light-bulb',
          at: 'left',
          x: side,
          y: -660,
          width: 230,
          from: 0.35,
          enter: ['pop', 0.5],
          leave: ['fade', 0.25],
          alt: '',
        },
        chip('In one sentence', { from: 0.3, at: 'left', x: side, y: -450 }),
        headline('The answer in one sentence.', { from: 0.5, at: 'left', x: side, y: -140, size: 116, slot: 'answer' }),
      ],
    },
  ],
  questions: [
    {
      slot: 'check',
      scene: 3,
      quiz: {
        type: 'single-choice',
        prompt: 'Which reason explains it?',
        choices: [
          { text: 'The right reason', correct: true, feedback: 'Yes: that is what makes the difference.' },
          { text: 'A reason many people believe', feedback: 'Many think so. Watch the second part again.' },
          { text: 'A reason that is true, but beside the point', feedback: 'That is true, but it does not explain this.' },
        ],
        retries: 1,
      },
    },
  ],
  music: 'bright-idea',
  demo: {
    check: {
      prompt: 'Why do we see blue, and not red?',
      choices: ['Air scatters blue light more', 'The sea is mirrored in the sky', 'The Sun sends more blue light'],
    },
    question: { text: 'Why is the sky blue?' },
    hook: { clip: sky.morning },
    'reason-1': { text: 'White light hides every colour' },
    'clip-1': { clip: sky.prism },
    'reason-2': { text: 'Air scatters blue the most' },
    'clip-2': { clip: sky.scatter },
    answer: { text: 'Blue light bounces to us from everywhere.' },
  },
}
