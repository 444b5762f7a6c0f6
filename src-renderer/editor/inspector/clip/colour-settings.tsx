import { Button } from '#renderer/ui/button.tsx'
import { Select, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { lookNames, untouchedLook } from '#shared/project/looks.ts'
import type { Clip, ClipPicture } from '#shared/project/schema/clip.ts'
import { useDocument } from '../../editor-context.tsx'
import { SettingsGroup } from '../disclosure.tsx'
import { usePictureChange } from './use-clip-change.ts'

const words = text.clipSettings.colour
type Look = NonNullable<ClipPicture['look']>

const adjustments = ['exposure', 'contrast', 'saturation', 'temperature'] as const
const lookOptions = (['none', ...lookNames] as const).map((value) => ({ value, label: words.looks[value] }))

export function ColourSettings({ clip }: { readonly clip: Clip }) {
  const change = usePictureChange(clip)
  const document = useDocument()
  const look = clip.picture.look ?? untouchedLook
  const tables = Object.values(document.assets).filter(({ kind }) => kind === 'lut')
  const set = (changes: Partial<Look>): void => change({ look: { ...look, ...changes } }, `look:${Object.keys(changes).join()}`)
  return (
    <SettingsGroup title={words.title} isChanged={clip.picture.look !== null}>
      <Select
        label={words.look}
        value={look.name ?? 'none'}
        options={lookOptions}
        onChange={(name) => set({ name: name === 'none' ? null : name })}
      />
      {(look.name !== null || look.lutAssetId !== null) && (
        <Slider
          label={words.strength}
          value={look.strength}
          min={0}
          max={1}
          step={0.05}
          format={text.clipSettings.percent}
          onChange={(strength) => set({ strength })}
        />
      )}
      {adjustments.map((key) => (
        <Slider
          key={key}
          label={words[key]}
          value={look[key]}
          min={-1}
          max={1}
          step={0.05}
          format={words.signed}
          onChange={(value) => set({ [key]: value })}
        />
      ))}
      {tables.length > 0 && (
        <Select
          label={words.table}
          value={look.lutAssetId ?? 'none'}
          options={[
            { value: 'none', label: words.noTable },
            ...tables.map(({ id, fileName }) => ({ value: id, label: fileName })),
          ]}
          onChange={(value) => set({ lutAssetId: tables.find(({ id }) => id === value)?.id ?? null })}
        />
      )}
      {clip.picture.look && (
        <Button variant="quiet" onPress={() => change({ look: null }, 'look-reset')}>
          {words.reset}
        </Button>
      )}
    </SettingsGroup>
  )
}
