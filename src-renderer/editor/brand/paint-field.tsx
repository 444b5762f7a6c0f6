import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { ColourField } from '#renderer/ui/colour-field.tsx'
import { overlayColours } from '#renderer/ui/overlay-choices.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { brandColour, brandColourOf, resolvePaint } from '#shared/project/brand.ts'
import { brandColourNames } from '#shared/project/schema/brand.ts'
import { useBrandKit } from './use-brand-kit.ts'
import styles from './brand.module.css'

const words = text.schoolStyle

type Props = {
  readonly label: string
  readonly customLabel: string
  /** `#rrggbb…`, or a colour of the school style. */
  readonly value: string
  /** Solid, whatever the opacity was. */
  readonly onChange: (paint: string) => void
}

/** A colour of its own, or one that follows the school style. */
export function PaintField({ label, customLabel, value, onChange }: Props) {
  const kit = useBrandKit()
  const followed = brandColourOf(value)
  return (
    <ColourField
      label={label}
      customLabel={customLabel}
      value={resolvePaint(value, kit).slice(0, 7)}
      follows={followed !== null}
      options={overlayColours}
      onChange={onChange}
    >
      {(kit !== null || followed !== null) && (
        <ToggleButtonGroup
          aria-label={`${label}: ${words.follow}`}
          className={styles['followed'] ?? ''}
          selectionMode="single"
          selectedKeys={followed === null ? [] : [followed]}
          onSelectionChange={(keys) => {
            const name = brandColourNames.find((each) => keys.has(each))
            if (name) onChange(brandColour(name))
            else onChange(resolvePaint(value, kit).slice(0, 7))
          }}
        >
          {brandColourNames.map((name) => (
            <ToggleButton
              key={name}
              id={name}
              className={styles['follow'] ?? ''}
              aria-label={words.followColour(words.colours[name])}
            >
              <span className={styles['swatch']} style={{ background: resolvePaint(brandColour(name), kit) }} />
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
    </ColourField>
  )
}
