import type { NewOverlay } from '#shared/edit/commands/overlays.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { titlePresets, type OverlayPreset } from '../overlays/title-presets.ts'

/** The name banner as the school style has it: with its own name, where one is written. */
export function bannerPreset(kit: BrandKit | null): OverlayPreset {
  const preset = titlePresets.find(({ id }) => id === 'banner')
  if (!preset) throw new Error('There is no name banner')
  const { title = '', subtitle = '' } = kit?.nameBanner ?? {}
  const [name, role] = preset.items
  if (!name || !role || title.trim() === '') return preset
  return {
    ...preset,
    items:
      subtitle.trim() === '' ? [{ ...withText(name, title), box: role.box }] : [withText(name, title), withText(role, subtitle)],
  }
}

function withText(item: NewOverlay, text: string): NewOverlay {
  return item.content.kind === 'text' ? { ...item, content: { ...item.content, text } } : item
}

/** Canvas units: in the corner that neither captions nor the buttons of the player reach. */
const corner = { x: -64, y: 110, width: 220, height: 160 } as const

/** The logo in the upper corner of the picture. */
export function logoOverlay({ id, imageSize, altText }: Asset): readonly NewOverlay[] {
  const { width: wide, height: high } = imageSize ?? corner
  const factor = Math.min(corner.width / wide, corner.height / high)
  const [width = 1, height = 1] = [wide, high].map((side) => Math.max(1, Math.round(side * factor)))
  return [
    {
      content: { kind: 'image', assetId: id },
      box: { anchorPoint: 'top-right', x: corner.x, y: corner.y, width, height },
      enter: { kind: 'fade', durationTicks: secondsToTicks(0.3) },
      altText,
    },
  ]
}
