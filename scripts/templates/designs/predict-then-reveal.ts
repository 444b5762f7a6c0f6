import type { Design, Layer } from '../design.ts'
import { blob, chip, ground, headline, onPanel, panel, sentence, side } from '../look.ts'
import * as race from '../scenes/race.ts'
import { asked, clip, livelyMusic, words } from '../slots.ts'
import { levels } from '../challenge-parts.ts'

export const predictThenReveal: Design = {
  id: 'predict-then-reveal',
  template: {
    name: 'Predict, then reveal',
    summary: 'Stop before it happens, let them bet, then show it.',
    kind: 'challenge',
    minSeconds: 12,
    maxSeconds: 60,
  },
  title: 'Which ball is down first?',
  palette: { primary: '#4338ca', accent: '#5eead4', text: '#ffffff', background: '#17123f' },
  slots: [
    clip('setup', 'Before it happens', 'Show the set-up, and stop just before.', 15),
    words('ask', 'The question', 'What will happen?'),
    asked('bet', 'The bet', 'Two or three answers that all sound right.'),
    clip('reveal', 'What happens', 'The same shot, this time to its end.', 15),
    words('why', 'Why', 'One sentence.'),
    livelyMusic,
  ],
  scenes: [
    {
      seconds: 6,
      slot: 'setup',
      layers: [
        panel(620, { from: 1.6 }),
        chip('Predict', { from: 2, ...onPanel(620, 60, 100) }),
        headline('What will happen?', { from: 2.15, size: 100, slot: 'ask', ...onPanel(620, 185, 240) }),
      ],
    },
    {
      seconds: 3.6,
      colour: '#17123f',
      transition: ['fade-black', 0.4],
      layers: [
        ground('brand:background'),
        ...([3, 2, 1] as const).map((number, index): Layer => ({
          text: String(number),
          style: { size: 900, fontWeight: 800, colour: index === 2 ? 'brand:accent' : 'brand:text', align: 'center' },
          width: 1000,
          height: 1000,
          y: -80,
          from: 0.25 + index * 1.05,
          to: 1.28 + index * 1.05,
          enter: ['pop', 0.3],
          leave: ['fade', 0.18],
        })),
        sentence('Say it out loud before you see it.', { from: 0.3, at: 'bottom', y: -380, align: 'center', height: 120 }),
      ],
    },
    {
      seconds: 6.6,
      slot: 'reveal',
      transition: ['fade-white', 0.3],
      layers: [chip('Reveal', { from: 0.4, at: 'top-left', x: side, y: 150, size: 64 })],
    },
    {
      seconds: 4.6,
      transition: ['push', 0.45],
      layers: [
        ground(),
        blob(380, -640, 760, 'brand:background/8c', 5),
        chip('Why?', { from: 0.2, at: 'left', x: side, y: -330, size: 64 }),
        headline('One sentence why.', { from: 0.35, at: 'left', x: side, y: 60, size: 128, height: 660, slot: 'why' }),
      ],
    },
  ],
  questions: [
    {
      slot: 'bet',
      scene: 0,
      quiz: {
        type: 'poll',
        prompt: 'What will happen?',
        choices: [{ text: 'The first thing' }, { text: 'The second thing' }, { text: 'Both at the same time' }],
        thanks: 'Let us see …',
      },
    },
  ],
  challenge: {
    hook: 'Bet before you look.',
    brief: 'Find an experiment of your own whose result surprises people. Film it in two parts, with a bet in between.',
    modelClip: 3,
    durationLimit: 40,
    steps: [
      'Choose an experiment you can repeat.',
      'Film up to the moment before it happens.',
      'Ask three people to bet.',
      'Film the result and say why.',
    ],
    rubric: [
      { title: 'Surprise', levels: levels('One can guess it', 'Half of the people are wrong', 'Almost everybody is wrong') },
    ],
    handIn: { what: 'One clip, or two', where: 'The task in your class' },
    withoutFilming: 'Describe the experiment, the bets and the result in writing, with a drawing.',
  },
  music: 'deep-focus',
  demo: {
    bet: { prompt: 'Which ball is down first?', choices: ['Ball A', 'Ball B', 'Both at the same time'] },
    setup: { clip: race.ready },
    ask: { text: 'Which ball is down first?' },
    reveal: { clip: race.run },
    why: { text: 'The dip gives it speed, and it keeps it.' },
  },
}
