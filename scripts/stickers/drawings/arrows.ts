import { box, circle, polygon, turned, type Point } from '../paths.ts'
import { colours, detail, drawing, fill, line, stroke, type Drawing } from '../sticker.ts'

const { coral, coralDark, sun, sunDark, mint, mintDark, sky, skyDark, ink, white } = colours

/** To the right, with a long shaft. */
const straight: readonly Point[] = [
  [52, 206],
  [262, 206],
  [262, 112],
  [462, 256],
  [262, 400],
  [262, 306],
  [52, 306],
]
const shine: readonly Point[] = [
  [84, 228],
  [286, 228],
  [286, 246],
  [84, 246],
]

function pointing(direction: 'right' | 'left' | 'up' | 'down', degrees: number): Drawing {
  return drawing('arrows', `arrow-${direction}`, `Arrow ${direction}`, 'point here look direction', [
    fill(polygon(turned(straight, degrees), 26), coral),
    detail(polygon(turned(shine, degrees), 9), white, 0.45),
  ])
}

/** A drawn curve with an open head, as with a marker. */
function swung(id: string, name: string, curve: string, head: string, colour: string, shade: string): Drawing {
  return drawing('arrows', id, name, 'point here look drawn curved', [
    line(curve, shade, 44),
    line(head, shade, 44),
    stroke(curve, colour, 34),
    stroke(head, colour, 34),
  ])
}

export const arrows: readonly Drawing[] = [
  pointing('right', 0),
  pointing('left', 180),
  pointing('up', -90),
  pointing('down', 90),
  swung('arrow-curve-right', 'Curved arrow right', 'M76 372C92 214 214 128 424 178', 'M322 92L428 178L338 282', sun, sunDark),
  swung('arrow-curve-left', 'Curved arrow left', 'M436 372C420 214 298 128 88 178', 'M190 92L84 178L174 282', sun, sunDark),
  swung(
    'arrow-loop',
    'Arrow with a loop',
    'M60 340C140 380 270 372 292 262C308 176 196 150 190 234C184 330 330 356 436 238',
    'M330 212L440 234L432 350',
    mint,
    mintDark,
  ),
  swung('arrow-down-swing', 'Arrow swinging down', 'M118 84C330 76 402 210 362 420', 'M262 336L360 424L440 326', sky, skyDark),
  drawing('arrows', 'arrow-both', 'Arrow both ways', 'compare between wide', [
    fill(
      polygon(
        [
          [40, 256],
          [176, 128],
          [176, 208],
          [336, 208],
          [336, 128],
          [472, 256],
          [336, 384],
          [336, 304],
          [176, 304],
          [176, 384],
        ],
        22,
      ),
      mint,
    ),
    detail(box(180, 226, 152, 16, 8), white, 0.45),
  ]),
  drawing('arrows', 'repeat', 'Again', 'repeat loop cycle circle arrow turn', [
    line('M392 172A160 160 0 1 0 414 286', skyDark, 62),
    line('M414 92V186H320', skyDark, 62),
    stroke('M392 172A160 160 0 1 0 414 286', sky, 48),
    stroke('M414 92V186H320', sky, 48),
  ]),
  drawing('arrows', 'pointer', 'Pointer', 'mouse cursor click here', [
    fill(
      polygon(
        [
          [132, 60],
          [410, 314],
          [284, 324],
          [354, 446],
          [286, 482],
          [220, 358],
          [132, 446],
        ],
        20,
      ),
      ink,
    ),
    detail(
      polygon(
        [
          [162, 128],
          [324, 278],
          [236, 286],
          [162, 360],
        ],
        12,
      ),
      white,
      0.18,
    ),
  ]),
  drawing('arrows', 'here', 'Right here', 'spot tap ring target point', [
    fill(`${circle(256, 256, 190)}${circle(256, 256, 138)}`, coral),
    fill(circle(256, 256, 66), coralDark),
    detail(circle(236, 236, 18), white, 0.6),
  ]),
]
