import { letters } from '../letters.ts'
import { box, star } from '../paths.ts'
import { colours, detail, drawing, fill, lettering, type Drawing } from '../sticker.ts'

const { sun, sunDark, mint, mintDark, sky, skyDark, plum, plumDark, ink, white, cream } = colours

/** White letters stand out on it, which they do not on coral. */
const red = ['#cd3d2a', '#b23422', white] as const

const inset = 34

/** A word on a rounded plate that stands a little proud. */
function plate(
  id: string,
  name: string,
  tags: string,
  word: string,
  width: number,
  [colour, shade, letter]: readonly [string, string, string],
): Drawing {
  const height = 208
  const inner = width - 2 * inset
  return drawing(
    'words',
    id,
    name,
    tags,
    [
      fill(box(inset, inset, inner, height - 2 * inset - 4, 46), shade),
      detail(box(inset, inset, inner, height - 2 * inset - 18, 46), colour),
      detail(box(inset + 34, inset + 12, inner - 68, 12, 6), white, 0.35),
      lettering(letters(word, width / 2, height / 2 - 5, 62, 3), letter),
    ],
    { width, height, usualWidth: Math.round(width * 0.72) },
  )
}

export const words: readonly Drawing[] = [
  drawing('words', 'badge-new', '“New” badge', 'new fresh badge word', [
    fill(star(256, 256, 14, 222, 184, 18), red[1]),
    detail(star(256, 252, 14, 206, 170, 16), red[0]),
    lettering(letters('NEW', 256, 252, 96, 4), white),
  ]),
  plate('badge-tip', '“Tip” badge', 'tip hint advice badge word', 'TIP', 348, [sun, sunDark, ink]),
  plate('badge-watch-out', '“Watch out” badge', 'warning careful attention badge word', 'WATCH OUT', 720, red),
  plate('badge-remember', '“Remember” badge', 'key point memory badge word', 'REMEMBER', 680, [plum, plumDark, white]),
  plate('badge-example', '“Example” badge', 'for instance badge word', 'EXAMPLE', 590, [sky, skyDark, ink]),
  plate('badge-try-it', '“Try it” badge', 'your turn practise task badge word', 'TRY IT', 460, [mint, mintDark, ink]),
  plate('badge-true', '“True” badge', 'fact right yes badge word', 'TRUE', 400, [mint, mintDark, ink]),
  plate('badge-myth', '“Myth” badge', 'false wrong no fact badge word', 'MYTH', 410, red),
  plate('badge-before', '“Before” badge', 'compare first badge word', 'BEFORE', 500, [cream, '#e2c998', ink]),
  plate('badge-after', '“After” badge', 'compare then badge word', 'AFTER', 450, [sun, sunDark, ink]),
]
