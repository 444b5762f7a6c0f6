import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { toRational } from '#shared/time/rational.ts'
import { useEditor } from '../../editor-context.tsx'
import { SettingsGroup } from '../disclosure.tsx'
import { useSoundChange } from './use-clip-change.ts'

const words = text.clipSettings.speed
const normal = { num: 1, den: 1 }
/** Sliders go by doublings, so that half and double speed lie as far from normal. */
const slowest = -2
const fastest = 2

export function SpeedSettings({ clip }: { readonly clip: Clip }) {
  const editor = useEditor()
  const changeSound = useSoundChange(clip)
  const speed = clip.speed.num / clip.speed.den
  const isChanged = speed !== 1 || clip.reversed
  const run = (changes: Parameters<typeof setClipSpeed.run>[1]['changes'], name: string): void => {
    editor.run(setClipSpeed, { clipId: clip.id, changes }, { mergeKey: `speed:${clip.id}:${name}` })
  }
  if (clip.freezeTicks !== null) return null
  return (
    <SettingsGroup title={words.title} isChanged={isChanged}>
      <Slider
        label={words.label}
        value={Math.log2(speed)}
        min={slowest}
        max={fastest}
        step={0.1}
        format={() => words.value(speed)}
        onChange={(doublings) => run({ speed: toRational(Math.round(2 ** doublings * 100) / 100) }, 'speed')}
      />
      <Checkbox label={words.reverse} checked={clip.reversed} onChange={(reversed) => run({ reversed }, 'reversed')} />
      {speed !== 1 && (
        <>
          <Checkbox
            label={words.keepPitch}
            checked={clip.sound.keepPitch}
            onChange={(keepPitch) => changeSound({ keepPitch }, 'pitch')}
          />
          <Button variant="quiet" onPress={() => run({ speed: normal }, 'normal')}>
            {words.normal}
          </Button>
        </>
      )}
    </SettingsGroup>
  )
}
