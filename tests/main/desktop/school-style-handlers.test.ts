import { describe, expect, it } from 'vitest'
import { createSchoolStyleHandlers } from '#main/desktop/ipc/school-style-handlers.ts'
import { schoolStyleSchema, type SchoolStyle } from '#shared/ipc/areas/school-styles.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

const logo: Asset = {
  ...videoAsset('logo', seconds(1)),
  kind: 'image',
  interpretation: null,
  imageSize: { width: 300, height: 200 },
  absolutePath: '/somewhere/else/logo.png',
}
const style = (name: string, primaryColour = '#102030'): SchoolStyle => ({
  kit: { ...defaultBrandKit, name, primaryColour, logoAssetId: logo.id },
  logo,
})
const projectId = 'lesson' as LessonId
const context = {} as never

function open(stored: Record<string, unknown> = {}) {
  const trusted: Asset[] = []
  const handlers = createSchoolStyleHandlers({
    library: {
      readSettings: () => Promise.resolve({ ...stored } as never),
      writeSetting: (key: string, value: unknown) => {
        stored[key] = JSON.parse(JSON.stringify(value))
        return Promise.resolve(null)
      },
      findAsset: () =>
        Promise.resolve({ sha256: logo.sha256, file: '/library/logo.png', byteLength: 1, storage: 'managed', missing: false }),
    },
    assetFiles: { trust: (_, assets) => void trusted.push(...assets) },
  })
  return { handlers, stored, trusted, list: async () => (await handlers['schoolStyles.list']({ projectId }, context)).styles }
}

describe('the school styles of a library', () => {
  it('are kept by name, in order, and none is lost when several are kept at once', async () => {
    const { handlers, list } = open()
    await Promise.all(['Hill', 'Dale', 'Hill'].map((name) => handlers['schoolStyles.keep'](style(name), context)))
    await handlers['schoolStyles.keep'](style('Dale', '#ffffff'), context)
    expect((await list()).map(({ kit }) => [kit.name, kit.primaryColour])).toEqual([
      ['Dale', '#ffffff'],
      ['Hill', '#102030'],
    ])
    await handlers['schoolStyles.delete']({ name: 'Dale' }, context)
    expect((await list()).map(({ kit }) => kit.name)).toEqual(['Hill'])
  })

  it('find their logo by its content, and believe no path of a window', async () => {
    const { handlers, list, stored, trusted } = open()
    await handlers['schoolStyles.keep'](style('Hill'), context)
    expect(JSON.stringify(stored)).not.toContain('/somewhere')
    const [listed] = await list()
    expect(schoolStyleSchema.parse(listed).logo).toMatchObject({ id: logo.id as AssetId, absolutePath: null })
    expect(trusted).toEqual([expect.objectContaining({ id: logo.id, absolutePath: '/library/logo.png' })])
  })

  it('give back what they replace', async () => {
    const { handlers } = open()
    expect(await handlers['schoolStyles.keep'](style('Hill'), context)).toEqual({ replaced: null })
    const { replaced } = await handlers['schoolStyles.keep'](style('Hill', '#ffffff'), context)
    expect(replaced?.kit.primaryColour).toBe('#102030')
  })

  it('are none where what is stored makes no sense, and what a newer version stored stays', async () => {
    expect(await open({ schoolStyles: 'nonsense' }).list()).toEqual([])
    const newer = { kit: { name: 'Of tomorrow', gradient: true }, logo: null }
    const { handlers, list, stored } = open({ schoolStyles: [newer] })
    expect(await list()).toEqual([])
    await handlers['schoolStyles.keep'](style('Hill'), context)
    await handlers['schoolStyles.delete']({ name: 'Hill' }, context)
    expect(stored['schoolStyles']).toEqual([newer])
  })
})
