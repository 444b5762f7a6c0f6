import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { SettingsGroup } from '../disclosure.tsx'
import { Fade } from './picture-settings.tsx'
import { useSoundChange } from './use-clip-change.ts'

const words = text.clipSettings.sound
const rumbleHz = 80

/** What is done to the sound beside its volume. */
export function SoundSettings({ clip }: { readonly clip: Clip }) {
  const change = useSoundChange(clip)
  const { fadeInTicks, fadeOutTicks, noiseReduction, highPassHz } = clip.sound
  const isChanged = fadeInTicks > 0 || fadeOutTicks > 0 || noiseReduction > 0 || highPassHz > 0
  return (
    <SettingsGroup title={words.title} isChanged={isChanged}>
      <Slider
        label={words.noise}
        value={noiseReduction}
        min={0}
        max={1}
        step={0.1}
        format={text.clipSettings.percent}
        onChange={(value) => change({ noiseReduction: value }, 'noise')}
      />
      <Checkbox
        label={words.rumble}
        checked={highPassHz > 0}
        onChange={(on) => change({ highPassHz: on ? rumbleHz : 0 }, 'rumble')}
      />
      <Fade label={words.fadeIn} value={fadeInTicks} onChange={(ticks) => change({ fadeInTicks: ticks }, 'fade-in')} />
      <Fade label={words.fadeOut} value={fadeOutTicks} onChange={(ticks) => change({ fadeOutTicks: ticks }, 'fade-out')} />
    </SettingsGroup>
  )
}
