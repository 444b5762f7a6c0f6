import { box, circle, n, polygon, star } from '../paths.ts'
import { colours, detail, drawing, fill, line, stroke, type Drawing, type Mark } from '../sticker.ts'

const { coral, sun, sunDark, mint, mintDark, sky, plum, ink, white, cream, sand } = colours

/** Confetti in fixed places, so that every run draws the same. */
function confetti(): readonly Mark[] {
  const paints = [coral, sun, mint, sky, plum]
  return Array.from({ length: 34 }, (_, index): Mark => {
    // The golden angle spreads points evenly.
    const angle = index * 2.399963
    const reach = 60 + 190 * Math.sqrt(index / 34)
    const [x, y] = [256 + Math.cos(angle) * reach, 256 + Math.sin(angle) * reach]
    const colour = paints[index % paints.length] ?? sun
    if (index % 3 === 0) return detail(circle(x, y, 11), colour)
    const turn = index * 47
    const [dx, dy] = [Math.cos(turn) * 17, Math.sin(turn) * 17]
    if (index % 3 === 1) return stroke(`M${n(x - dx)} ${n(y - dy)}L${n(x + dx)} ${n(y + dy)}`, colour, 15)
    return stroke(`M${n(x - dx)} ${n(y - dy)}Q${n(x + dy)} ${n(y - dx)} ${n(x + dx)} ${n(y + dy)}`, colour, 11)
  })
}

function highlighter(name: string, colour: string): Drawing {
  return drawing(
    'strokes',
    `highlighter-${name}`,
    `Highlighter, ${name}`,
    'mark text emphasise marker line',
    [
      detail(
        'M18 62C120 38 330 30 612 34C632 36 634 54 618 62L606 92C618 104 614 120 596 122C360 118 170 128 36 140C16 140 8 124 22 112L34 88C14 82 8 68 18 62Z',
        colour,
        0.62,
      ),
    ],
    { width: 640, height: 172, usualWidth: 560 },
  )
}

/** One dot of `total` filled for each step that is done. */
function dots(doneCount: number): Drawing {
  const total = 4
  const places = Array.from({ length: total }, (_, index) => 76 + index * 104)
  return drawing(
    'strokes',
    `progress-${doneCount}`,
    `Progress ${doneCount} of ${total}`,
    'step dots part chapter',
    places.map((x, index) => fill(circle(x, 76, 32), index < doneCount ? mint : '#cfd6e2')),
    { width: 464, height: 152, usualWidth: 300 },
  )
}

export const strokes: readonly Drawing[] = [
  drawing(
    'strokes',
    'underline',
    'Underline',
    'swoosh line emphasise drawn',
    [line('M40 84C220 44 420 40 600 62C440 66 300 82 210 112', coral, 20)],
    { width: 640, height: 160, usualWidth: 520 },
  ),
  drawing(
    'strokes',
    'wave',
    'Wavy line',
    'underline squiggle emphasise',
    [
      line(
        'M44 88C76 40 108 40 140 80C172 120 204 120 236 80C268 40 300 40 332 80C364 120 396 120 428 80C460 40 492 40 524 80C548 112 572 116 596 92',
        sky,
        22,
      ),
    ],
    { width: 640, height: 160, usualWidth: 520 },
  ),
  highlighter('yellow', '#ffd93b'),
  highlighter('pink', '#ff8fb1'),
  highlighter('green', '#7fe08a'),
  drawing(
    'strokes',
    'ring',
    'Drawn ring',
    'circle around mark this look drawn',
    [line('M372 70C190 18 44 92 46 186C48 286 214 334 384 308C530 286 604 220 580 146C556 74 420 34 268 66', coral, 22)],
    { width: 640, height: 372, usualWidth: 520 },
  ),
  drawing(
    'strokes',
    'strike',
    'Crossed out',
    'wrong remove delete scribble drawn',
    [line('M60 60L560 150M70 160L570 50', coral, 24)],
    { width: 632, height: 212, usualWidth: 480 },
  ),
  drawing(
    'strokes',
    'rays',
    'Rays',
    'attention shine pop emphasise lines',
    [line('M92 430L150 352M62 300L152 282M110 172L182 226M226 82L254 166M360 74L344 164', sun, 32)],
    { width: 440, height: 500, usualWidth: 220 },
  ),
  drawing('strokes', 'burst', 'Burst', 'wow bang plate star background', [
    fill(star(256, 256, 16, 226, 168, 10), sunDark),
    detail(star(256, 252, 16, 208, 154, 8), sun),
  ]),
  drawing('strokes', 'confetti', 'Confetti', 'party celebrate well done bravo', confetti(), { usualWidth: 760 }),
  drawing(
    'strokes',
    'frame-round',
    'Round frame',
    'circle ring mark around',
    [fill(`${circle(256, 256, 214)}${circle(256, 256, 190)}`, sun)],
    { usualWidth: 460 },
  ),
  drawing(
    'strokes',
    'frame-corners',
    'Corner frame',
    'focus mark around camera',
    [
      line(
        'M56 156V84C56 68 68 56 84 56H156M356 56H428C444 56 456 68 456 84V156M456 356V428C456 444 444 456 428 456H356M156 456H84C68 456 56 444 56 428V356',
        white,
        26,
      ),
      stroke(
        'M56 156V84C56 68 68 56 84 56H156M356 56H428C444 56 456 68 456 84V156M456 356V428C456 444 444 456 428 456H356M156 456H84C68 456 56 444 56 428V356',
        coral,
        24,
      ),
    ],
    { usualWidth: 520 },
  ),
  drawing(
    'strokes',
    'frame-photo',
    'Photo frame',
    'picture instant border around',
    [fill(`${box(40, 40, 480, 560, 18)}${box(76, 76, 408, 408, 8)}`, cream)],
    { width: 560, height: 640, usualWidth: 620 },
  ),
  drawing(
    'strokes',
    'tape',
    'Tape',
    'stick strip paper hold',
    [
      detail(
        polygon(
          [
            [14, 30],
            [34, 46],
            [14, 62],
            [34, 78],
            [14, 94],
            [34, 110],
            [14, 126],
            [466, 126],
            [446, 110],
            [466, 94],
            [446, 78],
            [466, 62],
            [446, 46],
            [466, 30],
          ],
          2,
        ),
        sand,
        0.86,
      ),
      detail(box(30, 46, 420, 12, 6), white, 0.35),
    ],
    { width: 480, height: 156, usualWidth: 280 },
  ),
  drawing(
    'strokes',
    'banner',
    'Ribbon',
    'title plate band name',
    [
      fill(
        polygon(
          [
            [26, 84],
            [150, 84],
            [150, 196],
            [26, 196],
            [74, 140],
          ],
          6,
        ),
        mintDark,
      ),
      fill(
        polygon(
          [
            [614, 84],
            [490, 84],
            [490, 196],
            [614, 196],
            [566, 140],
          ],
          6,
        ),
        mintDark,
      ),
      fill(box(102, 44, 436, 120, 10), mint),
      detail(box(124, 58, 392, 10, 5), white, 0.4),
    ],
    { width: 640, height: 236, usualWidth: 640 },
  ),
  drawing(
    'strokes',
    'note',
    'Paper note',
    'sticky write reminder plate',
    [
      fill('M60 60H452V352L352 452H60Z', sun),
      detail('M452 352H376C362 352 352 362 352 376V452Z', sunDark),
      detail(box(60, 60, 392, 46, 2), white, 0.25),
    ],
    { usualWidth: 440 },
  ),
  drawing(
    'strokes',
    'spotlight',
    'Spotlight',
    'focus dim dark look here attention',
    [
      detail(`${box(0, 0, 1024, 1024, 0)}${circle(512, 512, 112)}`, '#0b1020', 0.66),
      stroke(circle(512, 512, 112), white, 4, 0.9),
    ],
    { width: 1024, height: 1024, usualWidth: 2700 },
  ),
  dots(1),
  dots(2),
  dots(3),
  dots(4),
  drawing(
    'strokes',
    'bracket',
    'Curly bracket',
    'group together belongs sum',
    [line('M190 52C110 56 132 140 128 196C126 232 104 252 60 256C104 260 126 280 128 316C132 372 110 456 190 460', ink, 26)],
    { width: 256, usualWidth: 150 },
  ),
]
