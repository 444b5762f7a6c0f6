import { expect, it } from 'vitest'
import { captionLookNames, captionLooks, lookOf } from '#shared/caption/looks.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { resolveTextStyle } from '#shared/project/brand.ts'
import { readableContrast, textContrast } from '#shared/overlay/contrast.ts'

it('every look is known again, also after sizes and places were changed', () => {
  for (const name of captionLookNames) {
    const style = { ...captionStyles.boxed, ...captionLooks[name], bottomMargin: 400, maxLines: 3 }
    expect(lookOf({ ...style, text: { ...style.text, size: 60 } })).toBe(name)
  }
})

it('every look can be read over any picture', () => {
  for (const name of captionLookNames)
    expect(textContrast(resolveTextStyle(captionLooks[name].text, null)) ?? 0).toBeGreaterThanOrEqual(readableContrast)
})
