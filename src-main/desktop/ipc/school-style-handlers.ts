import { z } from '#shared/base/zod.ts'
import { compareText } from '#shared/base/compare-text.ts'
import { schoolStyleSchema, type SchoolStyle } from '#shared/ipc/areas/school-styles.ts'
import { hidePaths, type AssetFiles } from '#main/core/import/asset-files.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `schoolStyles.${string}`>

type Services = {
  readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting' | 'findAsset'>
  readonly assetFiles: Pick<AssetFiles, 'trust'>
}

const settingsKey = 'schoolStyles'
const storedSchema = z.array(z.json()).catch([])

/** What is not understood may come from a newer version: it is not offered, and it stays. */
type Stored = { readonly styles: readonly SchoolStyle[]; readonly strange: readonly z.infer<ReturnType<typeof z.json>>[] }

/** The school styles that all lessons share: a setting of the library. Logos are found again by their content. */
export function createSchoolStyleHandlers({ library, assetFiles }: Services): Pick<ChannelHandlers, Names> {
  /** One change after the other, so that none is lost. */
  let last: Promise<unknown> = Promise.resolve()

  async function read(): Promise<Stored> {
    const entries = storedSchema.parse((await library.readSettings())[settingsKey])
    const parsed = entries.map((entry) => ({ entry, style: schoolStyleSchema.safeParse(entry).data }))
    return {
      styles: parsed.flatMap(({ style }) => style ?? []),
      strange: parsed.flatMap(({ entry, style }) => (style ? [] : [entry])),
    }
  }

  /** Gives the style that had this name. */
  function put(name: string, style: SchoolStyle | null): Promise<SchoolStyle | null> {
    const changed = last.then(async () => {
      const { styles, strange } = await read()
      const others = styles.filter(({ kit }) => kit.name !== name)
      const next = [...others, ...(style ? [style] : [])].toSorted((a, b) => compareText(a.kit.name, b.kit.name))
      await library.writeSetting(settingsKey, [...z.array(z.json()).parse(JSON.parse(JSON.stringify(next))), ...strange])
      return styles.find(({ kit }) => kit.name === name) ?? null
    })
    last = changed.catch(() => undefined)
    return changed
  }

  return {
    async 'schoolStyles.list'({ projectId }) {
      const { styles } = await read()
      for (const { logo } of styles) {
        const stored = logo && (await library.findAsset(logo.sha256))
        if (logo && stored) assetFiles.trust(projectId, [{ ...logo, absolutePath: stored.file, relativePath: null }])
      }
      return { styles }
    },
    async 'schoolStyles.keep'(style) {
      const logo = style.logo && hidePaths(style.logo)
      return { replaced: await put(style.kit.name, { ...style, logo }) }
    },
    async 'schoolStyles.delete'({ name }) {
      await put(name, null)
      return {}
    },
  }
}
