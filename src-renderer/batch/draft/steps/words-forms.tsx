import { Button } from '#renderer/ui/button.tsx'
import { ColourField } from '#renderer/ui/colour-field.tsx'
import { fontFamilies, overlayColours } from '#renderer/ui/overlay-choices.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import { brandColourNames, brandFontNames } from '#shared/project/schema/brand.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { LinesField, OptionalSelect, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form
const fonts = fontFamilies.map((value) => ({ value, label: value }))

export function MetadataForm({ step, onChange }: FormProps<StepOf<'metadata'>>) {
  return (
    <>
      {(['title', 'description', 'altText'] as const).map((key) => (
        <WordsField
          key={key}
          label={words.metadata[key]}
          {...(key !== 'title' && { lines: 2 })}
          value={step[key]}
          onChange={(value) => onChange(withKey(step, key, value))}
        />
      ))}
      <div className={styles['row']}>
        {(['level', 'licence'] as const).map((key) => (
          <WordsField
            key={key}
            label={words.metadata[key]}
            value={step[key]}
            onChange={(value) => onChange(withKey(step, key, value))}
          />
        ))}
      </div>
      <div className={styles['row']}>
        {(['authors', 'topics', 'keywords'] as const).map((key) => (
          <LinesField
            key={key}
            label={words.metadata[key]}
            value={step[key]}
            onChange={(value) => onChange(withKey(step, key, value))}
          />
        ))}
      </div>
      <WordsField
        label={words.metadata.id}
        hint={words.metadata.idHint}
        value={step.id}
        onChange={(id) => onChange(withKey(step, 'id', id))}
      />
    </>
  )
}

export function BrandForm({ step, onChange }: FormProps<StepOf<'brand'>>) {
  const { brand } = step
  const put = (changed: typeof brand): void => onChange({ ...step, brand: changed })
  const banner = brand.nameBanner ?? {}
  const putBanner = (changed: typeof banner): void =>
    put(withKey(brand, 'nameBanner', Object.keys(changed).length === 0 ? undefined : changed))
  return (
    <>
      <WordsField label={text.schoolStyle.name} value={brand.name} onChange={(name) => put(withKey(brand, 'name', name))} />
      <div className={styles['row']}>
        {brandColourNames.map((name) => {
          const key = `${name}Colour` as const
          return (
            <ColourField
              key={name}
              label={text.schoolStyle.colours[name]}
              customLabel={text.overlays.inspector.custom}
              value={(brand[key] ?? defaultBrandKit[key]).slice(0, 7)}
              options={overlayColours}
              onChange={(colour) => put({ ...brand, [key]: colour })}
            />
          )
        })}
      </div>
      <div>
        <Button
          isDisabled={brandColourNames.every((name) => brand[`${name}Colour`] === undefined)}
          onPress={() => {
            const { primaryColour: _1, accentColour: _2, textColour: _3, backgroundColour: _4, ...others } = brand
            put(others)
          }}
        >
          {words.brand.usualColours}
        </Button>
      </div>
      <div className={styles['row']}>
        {brandFontNames.map((name) => {
          const key = `${name}Font` as const
          return (
            <OptionalSelect
              key={name}
              label={text.schoolStyle.fonts[name]}
              usual={words.usual(defaultBrandKit[key])}
              value={brand[key]}
              options={fonts}
              onChange={(font) => put(withKey(brand, key, font))}
            />
          )
        })}
        <WordsField
          label={text.schoolStyle.logo}
          hint={words.fileHint}
          value={brand.logo}
          onChange={(logo) => put(withKey(brand, 'logo', logo))}
        />
      </div>
      <div className={styles['row']}>
        <WordsField
          label={words.brand.bannerTitle}
          value={banner.title}
          onChange={(title) => putBanner(withKey(banner, 'title', title))}
        />
        <WordsField
          label={words.brand.bannerSubtitle}
          value={banner.subtitle}
          onChange={(subtitle) => putBanner(withKey(banner, 'subtitle', subtitle))}
        />
      </div>
    </>
  )
}
