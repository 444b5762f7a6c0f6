import { describe, expect, it } from 'vitest'
import { hitsAt, meantBy } from '#renderer/editor/canvas/pick-on-picture.ts'
import type { SceneItem } from '#renderer/editor/canvas/scene.ts'
import type { ClipId, OverlayId } from '#shared/project/ids.ts'

const at = { x: 500, y: 500 }
function thing(id: string, kind: 'main' | 'overlay', side: number, more: Partial<SceneItem> = {}): SceneItem {
  return {
    item: kind === 'main' ? { kind: 'clip', id: id as ClipId } : { kind: 'overlay', id: id as OverlayId },
    kind,
    name: id,
    place: { centre: at, width: side, height: side, rotationDegrees: 30 },
    locked: false,
    ...more,
  }
}
const clip = thing('clip', 'main', 2000)
const [under, over] = [thing('under', 'overlay', 300), thing('over', 'overlay', 200)]
const scene = [clip, under, over]
const names = (items: readonly SceneItem[]) => items.map(({ name }) => name)

describe('a press on the picture', () => {
  const hits = hitsAt(scene, at, 24)

  it('means what is in front, or what is selected and not the whole picture', () => {
    expect(names(hits)).toEqual(['over', 'under', 'clip'])
    expect(meantBy(hits, [], false)?.name).toBe('over')
    expect(meantBy(hits, [under.item], false)?.name).toBe('under')
    expect(meantBy(hits, [clip.item], false)?.name).toBe('over')
    expect(meantBy([], [], false)).toBeNull()
  })

  it('goes round through what lies there', () => {
    expect(meantBy(hits, [], true)?.name).toBe('over')
    expect(meantBy(hits, [over.item], true)?.name).toBe('under')
    expect(meantBy(hits, [under.item], true)?.name).toBe('clip')
    expect(meantBy(hits, [clip.item], true)?.name).toBe('over')
  })

  it('hits tiny things, and nothing that is locked', () => {
    const speck = thing('speck', 'overlay', 2)
    expect(names(hitsAt([speck], { x: 510, y: 500 }, 24))).toEqual(['speck'])
    expect(names(hitsAt([speck], { x: 520, y: 500 }, 24))).toEqual([])
    expect(names(hitsAt([clip, { ...over, locked: true }], at, 24))).toEqual(['clip'])
  })
})
