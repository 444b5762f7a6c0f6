import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findStickers, readStickerArt, stickers, stickerSides } from '#shared/overlay/stickers.ts'
import { readSticker } from '#shared/overlay/emoji.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'resources/stickers')
const drawn = readdirSync(folder).filter((file) => file.endsWith('.svg'))

type Entry = { readonly id: string; readonly file: string; readonly licence: string; readonly tags: readonly string[] }

describe('the stickers that ship', () => {
  it('are at least forty, each with a drawing, a name and words to find it', () => {
    expect(stickers.length).toBeGreaterThanOrEqual(40)
    expect(drawn.map((file) => file.replace('.svg', '')).toSorted()).toEqual(stickers.map(({ id }) => id).toSorted())
    expect(new Set(stickers.map(({ name }) => name)).size).toBe(stickers.length)
  })

  it('may be redistributed: every entry of the manifest names its licence', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly Entry[]
    expect(manifest.map(({ id }) => id)).toEqual(stickers.map(({ id }) => id))
    expect(new Set(manifest.map(({ licence }) => licence))).toEqual(new Set(['CC0-1.0']))
  })

  it('are plain paths, which every raster draws alike', () => {
    for (const file of drawn) {
      const svg = readFileSync(join(folder, file), 'utf8')
      const elements = new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name))
      expect(
        [...elements].filter((name) => !['svg', 'g', 'path'].includes(name ?? '')),
        file,
      ).toEqual([])
      expect(svg, file).not.toContain('NaN')
      const sticker = stickers.find(({ id }) => `${id}.svg` === file)
      expect(svg).toContain(`viewBox="0 0 ${sticker?.width} ${sticker?.height}"`)
    }
  })

  it('are never mistaken for an emoji', () => {
    expect(stickers.filter(({ id }) => readSticker(id) !== null)).toEqual([])
  })

  it('are what the script draws today', () => {
    const other = mkdtempSync(join(tmpdir(), 'tidbit-stickers-'))
    execFileSync(process.execPath, ['scripts/stickers/make.ts', other], { cwd: root })
    const read = (from: string, file: string): string => readFileSync(join(from, file), 'utf8')
    for (const file of [...drawn.map((name) => `resources/stickers/${name}`), 'src-shared/overlay/tables/stickers.ts'])
      expect(read(other, file), file).toBe(read(root, file))
    rmSync(other, { recursive: true })
  })
})

describe('a sticker', () => {
  it('is found by its id, by an emoji and by the key of one', () => {
    expect(readStickerArt('star')).toMatchObject({ kind: 'drawing', sticker: { id: 'star' } })
    expect(readStickerArt('🎉')).toEqual({ kind: 'emoji', key: '1f389' })
    expect(readStickerArt('1f389')).toEqual({ kind: 'emoji', key: '1f389' })
    expect(readStickerArt('no-such-sticker')).toBeNull()
  })

  it('keeps its proportions', () => {
    const [sticker] = findStickers('underline')
    expect(sticker && stickerSides(sticker, 320)).toEqual({ width: 320, height: 80 })
  })

  it('is found by what one would type', () => {
    const found = (query: string) => findStickers(query).map(({ id }) => id)
    expect(found('idea')).toContain('light-bulb')
    expect(found('TICK circle')).toEqual(['check-circle'])
    expect(found('arr left')).toContain('arrow-left')
    expect(found('xyzzy')).toEqual([])
    expect(found('  ')).toHaveLength(stickers.length)
  })
})
