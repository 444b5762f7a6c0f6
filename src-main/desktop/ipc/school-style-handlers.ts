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
const storedSchema = z.array(schoolStyleSchema)

/** The school styles that all lessons share: a setting of the library. Logos are found again by their content. */
export function createSchoolStyleHandlers({ library, assetFiles }: Services): Pick<ChannelHandlers, Names> {
  /** One change after the other, so that none is lost. */
  let last: Promise<void> = Promise.resolve()

  /** None where what is stored is not understood. */
  async function read(): Promise<readonly SchoolStyle[]> {
    const stored = storedSchema.safeParse((await library.readSettings())[settingsKey])
    return stored.success ? stored.data : []
  }

  function change(make: (styles: readonly SchoolStyle[]) => readonly SchoolStyle[]): Promise<void> {
    const changed = last.then(async () => {
      const styles = make(await read()).toSorted((a, b) => compareText(a.kit.name, b.kit.name))
      await library.writeSetting(settingsKey, z.array(z.json()).parse(JSON.parse(JSON.stringify(styles))))
    })
    last = changed.catch(() => undefined)
    return changed
  }

  return {
    async 'schoolStyles.list'({ projectId }) {
      const styles = await read()
      for (const { logo } of styles) {
        const stored = logo && (await library.findAsset(logo.sha256))
        if (logo && stored) assetFiles.trust(projectId, [{ ...logo, absolutePath: stored.file, relativePath: null }])
      }
      return { styles }
    },
    async 'schoolStyles.keep'(style) {
      const logo = style.logo && hidePaths(style.logo)
      await change((styles) => [...styles.filter(({ kit }) => kit.name !== style.kit.name), { ...style, logo }])
      return {}
    },
    async 'schoolStyles.delete'({ name }) {
      await change((styles) => styles.filter(({ kit }) => kit.name !== name))
      return {}
    },
  }
}
