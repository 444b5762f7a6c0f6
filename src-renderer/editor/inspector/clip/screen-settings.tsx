import { useId } from 'react'
import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { defaultGreenScreen } from '#shared/project/looks.ts'
import type { Clip, ClipPicture } from '#shared/project/schema/clip.ts'
import { SettingsGroup } from '../disclosure.tsx'
import styles from '../inspector.module.css'
import { usePictureChange } from './use-clip-change.ts'

const words = text.clipSettings.screen
type ChromaKey = NonNullable<ClipPicture['chromaKey']>

export function ScreenSettings({ clip }: { readonly clip: Clip }) {
  const change = usePictureChange(clip)
  const id = useId()
  const { chromaKey } = clip.picture
  const set = (changes: Partial<ChromaKey>): void => {
    if (chromaKey) change({ chromaKey: { ...chromaKey, ...changes } }, `screen:${Object.keys(changes).join()}`)
  }
  return (
    <SettingsGroup title={words.title} isChanged={chromaKey !== null}>
      <Checkbox
        label={words.on}
        checked={chromaKey !== null}
        onChange={(on) => change({ chromaKey: on ? defaultGreenScreen : null }, 'screen')}
      />
      {chromaKey && (
        <>
          <div className={styles['colourField']}>
            <label htmlFor={id}>{words.colour}</label>
            <input
              id={id}
              type="color"
              value={chromaKey.colour.slice(0, 7)}
              onChange={({ target }) => set({ colour: target.value })}
            />
          </div>
          <Slider
            label={words.similarity}
            value={chromaKey.similarity}
            min={0.05}
            max={1}
            step={0.05}
            format={text.clipSettings.percent}
            onChange={(similarity) => set({ similarity })}
          />
          <Slider
            label={words.blend}
            value={chromaKey.blend}
            min={0}
            max={1}
            step={0.05}
            format={text.clipSettings.percent}
            onChange={(blend) => set({ blend })}
          />
        </>
      )}
    </SettingsGroup>
  )
}
