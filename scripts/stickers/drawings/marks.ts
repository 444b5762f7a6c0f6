import { letters } from '../letters.ts'
import { box, circle, ellipse, polygon, star } from '../paths.ts'
import { colours, detail, drawing, fill, lettering, line, stroke, type Drawing } from '../sticker.ts'

const { coral, coralDark, sun, sunDark, mint, mintDark, sky, skyDark, plum, plumDark, ink, white, cream } = colours

const tick = 'M146 268L224 346L374 178'
const crossing = 'M172 172L340 340M340 172L172 340'

/** A round button with a rim and a shine. */
function disc(colour: string, shade: string): Drawing['marks'] {
  return [
    fill(circle(256, 256, 200), shade),
    detail(circle(256, 248, 192), colour),
    detail('M112 214A152 152 0 0 1 256 92A152 152 0 0 1 332 112A190 190 0 0 0 112 214Z', white, 0.35),
  ]
}

/** Dark enough for white digits to be read from afar. */
const numberColours = [
  [coralDark, '#c23d2a'],
  [sun, sunDark],
  [mintDark, '#0f6e5c'],
  [skyDark, '#2767ad'],
  [plum, plumDark],
] as const

const bigHeart = 'M256 446C88 336 52 236 86 164C120 92 216 88 256 168C296 88 392 92 426 164C460 236 424 336 256 446Z'

export const marks: readonly Drawing[] = [
  drawing('marks', 'check', 'Tick', 'yes right correct done ok check mark', [
    line('M86 276L202 392L428 140', mintDark, 86),
    stroke('M86 268L202 384L428 132', mint, 70),
  ]),
  drawing('marks', 'cross', 'Cross', 'no wrong false mistake x', [
    line('M120 128L392 400M392 128L120 400', coralDark, 86),
    stroke('M120 120L392 392M392 120L120 392', coral, 70),
  ]),
  drawing('marks', 'check-circle', 'Right', 'yes correct tick done ok circle', [
    ...disc(mint, mintDark),
    stroke(tick, white, 50),
  ]),
  drawing('marks', 'cross-circle', 'Wrong', 'no false mistake circle x', [
    ...disc(coral, coralDark),
    stroke(crossing, white, 50),
  ]),
  drawing('marks', 'question', 'Question mark', 'why ask what help', [
    line('M156 176C160 76 356 70 356 184C356 262 258 258 258 336', plumDark, 82),
    fill(circle(258, 432, 46), plumDark),
    stroke('M156 170C160 70 356 64 356 178C356 256 258 252 258 330', plum, 66),
    detail(circle(258, 426, 39), plum),
  ]),
  drawing('marks', 'exclamation', 'Exclamation mark', 'attention important alert wow', [
    fill('M196 92C192 40 320 40 316 92L296 306C292 344 220 344 216 306Z', coralDark),
    fill(circle(256, 424, 52), coralDark),
    detail('M204 88C202 42 310 42 308 88L289 298C286 332 226 332 223 298Z', coral),
    detail(circle(256, 418, 45), coral),
    detail('M226 92C228 76 246 74 246 92L242 230C242 246 232 246 231 230Z', white, 0.4),
  ]),
  drawing('marks', 'warning', 'Warning sign', 'attention danger watch out careful triangle', [
    fill(
      polygon(
        [
          [256, 44],
          [486, 448],
          [26, 448],
        ],
        70,
      ),
      sunDark,
    ),
    detail(
      polygon(
        [
          [256, 68],
          [456, 432],
          [56, 432],
        ],
        56,
      ),
      sun,
    ),
    detail('M230 192C228 164 284 164 282 192L272 302C270 322 242 322 240 302Z', ink),
    detail(circle(256, 366, 26), ink),
  ]),
  drawing('marks', 'star', 'Star', 'favourite best reward great', [
    fill(star(256, 268, 5, 226, 112, 34), sunDark),
    detail(star(256, 262, 5, 200, 98, 28), sun),
    detail('M210 214L244 146C252 132 262 136 258 152L246 208C242 226 222 228 210 214Z', white, 0.55),
  ]),
  drawing('marks', 'heart', 'Heart', 'love like favourite thanks', [
    fill(bigHeart, coralDark),
    detail('M256 424C106 324 74 236 104 174C134 114 220 112 256 190C292 112 378 114 408 174C438 236 406 324 256 424Z', coral),
    detail(
      'M132 212C130 170 158 150 186 152C202 154 200 170 188 174C168 180 158 194 156 214C154 230 134 230 132 212Z',
      white,
      0.6,
    ),
  ]),
  drawing('marks', 'sparkles', 'Sparkles', 'shine magic new clean stars', [
    fill(star(214, 278, 4, 196, 66, 14), sunDark),
    fill(star(408, 128, 4, 92, 32, 8), sunDark),
    fill(star(412, 408, 4, 70, 24, 6), sunDark),
    detail(star(214, 274, 4, 178, 58, 12), sun),
    detail(star(408, 125, 4, 80, 27, 7), sun),
    detail(star(412, 405, 4, 60, 20, 5), sun),
  ]),
  drawing('marks', 'lightning', 'Lightning', 'energy power fast electricity bolt', [
    fill(
      polygon(
        [
          [300, 36],
          [104, 290],
          [234, 290],
          [196, 476],
          [410, 208],
          [276, 208],
        ],
        22,
      ),
      sunDark,
    ),
    detail(
      polygon(
        [
          [288, 74],
          [138, 272],
          [256, 272],
          [224, 420],
          [376, 226],
          [254, 226],
        ],
        16,
      ),
      sun,
    ),
  ]),
  drawing('marks', 'smile', 'Smiling face', 'happy glad good friendly', [
    ...disc(sun, sunDark),
    detail(ellipse(190, 214, 22, 32), ink),
    detail(ellipse(322, 214, 22, 32), ink),
    detail('M154 292C168 400 344 400 358 292C330 310 182 310 154 292Z', ink),
    detail('M204 356C226 336 286 336 308 356C292 374 220 374 204 356Z', coral),
  ]),
  drawing('marks', 'thinking', 'Thinking face', 'hmm wonder guess predict unsure', [
    ...disc(sun, sunDark),
    detail(ellipse(194, 232, 21, 30), ink),
    detail(ellipse(326, 232, 21, 30), ink),
    stroke('M152 186C176 176 202 176 224 184', ink, 18),
    stroke('M292 138C314 110 350 112 368 136', ink, 18),
    stroke('M212 352C244 350 280 344 308 330', ink, 22),
  ]),
  ...numberColours.map(([colour, shade], index) =>
    drawing('marks', `number-${index + 1}`, `Number ${index + 1}`, 'step count digit circle first order', [
      ...disc(colour, shade),
      lettering(letters(String(index + 1), 250, 250, 196), index === 1 ? ink : white),
    ]),
  ),
  drawing('marks', 'bubble', 'Speech bubble', 'say talk speak talking', [
    fill(
      'M256 66C386 66 476 134 476 228C476 322 386 390 256 390C236 390 216 388 198 385L96 452C84 458 74 450 78 436L106 348C62 318 36 276 36 228C36 134 126 66 256 66Z',
      skyDark,
    ),
    detail(
      'M256 78C378 78 464 142 464 224C464 306 378 370 256 370C236 370 216 369 196 365C80 344 48 282 48 224C48 142 134 78 256 78Z',
      sky,
    ),
    detail(circle(160, 226, 28), white),
    detail(circle(256, 226, 28), white),
    detail(circle(352, 226, 28), white),
  ]),
  drawing(
    'marks',
    'bubble-blank',
    'Empty speech bubble',
    'say talk write text into',
    [
      fill(`${box(36, 70, 560, 300, 96)}`, white),
      fill('M150 340L128 448C126 460 140 466 150 458L268 360Z', white),
      detail(box(50, 84, 532, 272, 84), cream),
      detail('M166 340L148 432L256 350Z', cream),
    ],
    { width: 632, usualWidth: 520 },
  ),
  drawing('marks', 'thought', 'Thought bubble', 'think idea dream wonder', [
    fill(
      'M148 330C70 332 38 262 72 212C44 140 120 82 186 104C220 48 316 48 346 104C424 86 480 152 452 222C484 282 436 344 366 330C330 372 254 372 226 340C202 356 168 350 148 330Z',
      plumDark,
    ),
    fill(circle(146, 408, 36), plumDark),
    fill(circle(84, 464, 20), plumDark),
    detail(
      'M156 312C94 316 66 260 92 216C66 156 128 104 192 124C222 72 308 72 334 124C404 106 450 160 430 220C460 270 420 322 358 310C326 350 258 350 230 318C208 332 176 330 156 312Z',
      plum,
    ),
    detail(circle(146, 404, 28), plum),
    lettering(letters('?', 262, 214, 130), white),
  ]),
]
