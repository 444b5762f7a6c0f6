import { fontFamilies } from '#renderer/ui/overlay-choices.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { brandFont } from '#shared/project/brand.ts'
import { brandFontNames, type BrandKit } from '#shared/project/schema/brand.ts'

/** The fonts for a text, with the one that it has and, where there is a school style, those that follow it. */
export function brandFontOptions(
  current: string,
  kit: BrandKit | null,
): readonly { readonly value: string; readonly label: string; readonly description?: string }[] {
  const followed = brandFontNames
    .map((name) => ({
      value: brandFont(name) as string,
      label: text.schoolStyle.followFont[name] as string,
      description: text.schoolStyle.followFontHint,
    }))
    .filter(({ value }) => kit !== null || value === current)
  const own = [...fontFamilies, ...(current.startsWith('brand:') ? [] : [current])]
  return [...followed, ...[...new Set<string>(own)].map((value) => ({ value, label: value }))]
}
