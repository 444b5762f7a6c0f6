import { defaultBrandKit } from '../project/brand.ts'
import type { AssetId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { BrandKit } from '../project/schema/brand.ts'
import type { LessonBrand } from './brand-schema.ts'
import type { LessonProblem } from './lesson-problem.ts'
import { written } from './written.ts'

/** The school style of a lesson.json; `assetOf` gives the asset of a file as the lesson writes it. */
export function compileBrand(
  brand: LessonBrand | undefined,
  assetOf: (file: string) => Asset | null,
): { readonly brandKit: BrandKit | null; readonly problems: readonly LessonProblem[] } {
  if (!brand) return { brandKit: null, problems: [] }
  const { logo, nameBanner, ...plain } = brand
  const asset = logo === undefined ? null : assetOf(logo)
  const isPicture = logo === undefined || Boolean(asset?.imageSize)
  const { title = '', subtitle = '' } = nameBanner ?? {}
  return {
    brandKit: {
      ...defaultBrandKit,
      ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
      logoAssetId: asset?.id ?? null,
      nameBanner: { title, subtitle },
    },
    problems: isPicture ? [] : [{ path: 'brand.logo', message: `“${logo}” is not a picture; write the name of a picture` }],
  }
}

/** The same the other way; every colour and font is written, so that a lesson looks the same in a later version. */
export function decompileBrand(kit: BrandKit, fileOf: (assetId: AssetId) => string): LessonBrand {
  const { logoAssetId, nameBanner, name, captionStyle: _, ...colours } = kit
  const banner = { ...written('title', nameBanner.title), ...written('subtitle', nameBanner.subtitle) }
  return {
    ...written('name', name),
    ...colours,
    ...(logoAssetId === null ? {} : { logo: fileOf(logoAssetId) }),
    ...(Object.keys(banner).length > 0 ? { nameBanner: banner } : {}),
  }
}
