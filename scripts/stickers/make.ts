/**
 * Draws the stickers that ship with the studio, their list with the licence of each, and the table by which shared code knows them:
 *   node scripts/stickers/make.ts && npx prettier --write src-shared/overlay/tables resources/stickers
 * The same every time. Ids are stored in lessons: never rename or remove one.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arrows } from './drawings/arrows.ts'
import { marks } from './drawings/marks.ts'
import { strokes } from './drawings/strokes.ts'
import { things } from './drawings/things.ts'
import { words } from './drawings/words.ts'
import { toSvg } from './sticker.ts'

/** Another one to compare with. */
const root = process.argv[2] ?? join(import.meta.dirname, '../..')
const folder = join(root, 'resources/stickers')
const drawings = [...arrows, ...marks, ...things, ...words, ...strokes]

mkdirSync(folder, { recursive: true })
mkdirSync(join(root, 'src-shared/overlay/tables'), { recursive: true })
for (const file of readdirSync(folder)) if (file.endsWith('.svg')) rmSync(join(folder, file))
for (const drawing of drawings) writeFileSync(join(folder, `${drawing.id}.svg`), toSvg(drawing))

const manifest = drawings.map(({ id, name, tags }) => ({ id, name, tags, file: `${id}.svg`, licence: 'CC0-1.0' }))
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)

const lines = drawings.map(({ id, name, category, tags, width, height, usualWidth }) =>
  [id, name, category, `${width}x${height}`, usualWidth, tags.join(' ')].join('|'),
)
const header =
  '/** Made by scripts/stickers/make.ts: id, name, category, sides of the drawing, usual width in canvas units, words to find it by. */'
writeFileSync(
  join(root, 'src-shared/overlay/tables/stickers.ts'),
  `${header}\nexport const stickerLines = \`\n${lines.join('\n')}\n\`\n`,
)
