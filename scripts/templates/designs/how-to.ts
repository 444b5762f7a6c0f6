import type { Design, Layer } from '../design.ts'
import { chip, ground, headline, side } from '../look.ts'
import * as boat from '../scenes/boat.ts'
import { asked, calmMusic, clip, words } from '../slots.ts'

const step = (number: number): readonly Layer[] => [
  {
    shape: 'rectangle',
    fill: 'brand:primary',
    at: 'top',
    y: -80,
    width: 1080,
    height: 520,
    radius: 64,
    leave: ['fade', 0.2],
    move: [
      [0, { y: -520 }, 'ease-out'],
      [0.45, {}],
    ],
    from: 0.15,
  },
  chip(`Step ${number} of 4`, { from: 0.5, at: 'top-left', x: side, y: 120 }),
  headline(`What to do in step ${number}`, {
    from: 0.65,
    at: 'top-left',
    x: side,
    y: 240,
    size: 80,
    height: 180,
    slot: `step-${number}`,
  }),
  ...[0, 1, 2, 3].map((index): Layer => ({
    shape: 'rectangle',
    fill: index < number ? 'brand:accent' : 'brand:background/99',
    radius: 10,
    at: 'bottom-left',
    x: side + index * 242,
    y: -270,
    width: 226,
    height: 20,
    from: 0.3 + index * 0.06,
    enter: ['fade', 0.3],
    leave: ['fade', 0.2],
  })),
]

export const howTo: Design = {
  id: 'how-to',
  template: {
    name: 'How-to in four steps',
    summary: 'Four clips, four steps, and how far one has come.',
    kind: 'lesson',
    minSeconds: 20,
    maxSeconds: 90,
  },
  title: 'Fold a paper boat',
  palette: { primary: '#b83a0b', accent: '#ffe08a', text: '#ffffff', background: '#3b1505' },
  slots: [
    words('title', 'What we make', 'Name the result.'),
    clip('result', 'The finished thing', 'Show the result first.', 8),
    ...[1, 2, 3, 4].flatMap((number) => [
      words(`step-${number}`, `Step ${number}`, 'One verb, one thing.'),
      clip(`clip-${number}`, `Clip of step ${number}`, 'Film the hands from above.', 20),
    ]),
    asked('order', 'Put the steps in order', 'The same words as in the steps.'),
    calmMusic,
  ],
  scenes: [
    {
      seconds: 3.6,
      slot: 'result',
      layers: [
        {
          shape: 'ellipse',
          fill: 'brand:primary',
          at: 'bottom-left',
          x: -420,
          y: 560,
          width: 1500,
          height: 1500,
          enter: ['pop', 0.5],
          leave: ['fade', 0.2],
        },
        chip('How to', { from: 0.4, at: 'bottom-left', x: side, y: -640, size: 58 }),
        headline('Make …', { from: 0.5, at: 'bottom-left', x: side, y: -290, size: 146, height: 330, width: 800, slot: 'title' }),
      ],
    },
    ...[1, 2, 3, 4].map((number) => ({
      seconds: 4.6,
      slot: `clip-${number}`,
      transition: ['push', 0.4] as const,
      layers: step(number),
    })),
    {
      seconds: 3,
      transition: ['circle', 0.5],
      layers: [
        ground(),
        { sticker: 'confetti', y: -380, width: 760, from: 0.2, enter: ['pop', 0.5], leave: ['fade', 0.2] },
        headline('Done! Now you.', { from: 0.35, at: 'center', y: 60, size: 170, align: 'center' }),
      ],
    },
  ],
  questions: [
    {
      slot: 'order',
      scene: 5,
      quiz: {
        type: 'ordering',
        prompt: 'Put the steps in order.',
        choices: [{ text: 'Step 1' }, { text: 'Step 2' }, { text: 'Step 3' }, { text: 'Step 4' }],
        retries: 1,
      },
    },
  ],
  music: 'paper-boat',
  demo: {
    order: {
      prompt: 'What comes first? Put it in order.',
      choices: ['Fold the sheet in half', 'Fold both corners in', 'Turn up the brims'],
    },
    title: { text: 'Fold a paper boat' },
    result: { clip: boat.sailing },
    'step-1': { text: 'Fold the sheet in half' },
    'clip-1': { clip: boat.half },
    'step-2': { text: 'Fold both corners in' },
    'clip-2': { clip: boat.corners },
    'step-3': { text: 'Turn up the brims' },
    'clip-3': { clip: boat.brim },
    'step-4': { text: 'Pull it open' },
    'clip-4': { clip: boat.open },
  },
}
