import { describe, expect, it } from 'vitest'
import { findByName } from '#renderer/editor/media/find-by-name.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const assets = ['Vulkan Ätna 2.MP4', 'lava flow.mov', 'IMG_0042.jpg'].map((fileName, index) => ({
  ...videoAsset(`asset-${index}`, seconds(1)),
  fileName,
}))
const found = (query: string): readonly string[] => findByName(assets, query).map(({ fileName }) => fileName)

describe('the search among media', () => {
  it('finds parts of names, whatever their capitals, accents and order', () => {
    expect(found('atna')).toEqual(['Vulkan Ätna 2.MP4'])
    expect(found('ÄTNA vulk')).toEqual(['Vulkan Ätna 2.MP4'])
    expect(found('0042')).toEqual(['IMG_0042.jpg'])
    expect(found('lava vulkan')).toEqual([])
  })

  it('shows all where nothing is asked, and takes signs as they are', () => {
    expect(found('  ')).toHaveLength(3)
    expect(found('.*')).toEqual([])
  })
})
