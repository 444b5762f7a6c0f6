import { Select, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import { useOverlayChange } from './use-overlay-change.ts'
import styles from './inspector.module.css'

const words = text.overlays.inspector
type Kind = Overlay['enter']['kind']
const usualSeconds: Readonly<Record<Kind, number>> = { none: 0, fade: 0.3, slide: 0.4, pop: 0.4, type: 1.2 }
const stages = ['enter', 'leave'] as const
const lengthLabels = { enter: words.enterLength, leave: words.leaveLength } as const

/** How an overlay comes in and goes out. */
export function MotionSettings({ overlay }: { readonly overlay: Overlay }) {
  const change = useOverlayChange(overlay)
  const kinds: readonly Kind[] =
    overlay.content.kind === 'text' ? ['none', 'fade', 'slide', 'pop', 'type'] : ['none', 'fade', 'slide', 'pop']
  return (
    <SettingsGroup title={words.motion} isChanged={overlay.enter.kind !== 'none' || overlay.leave.kind !== 'none'}>
      {stages.map((stage) => {
        const { kind, durationTicks } = overlay[stage]
        return (
          <div key={stage} className={styles['stage']}>
            <Select
              label={words[stage]}
              value={kind}
              options={kinds.map((value) => ({ value, label: words.motions[value] }))}
              onChange={(next) => {
                const keepsLength = kind !== 'none' && next !== 'none' && (kind === 'type') === (next === 'type')
                const length = keepsLength ? durationTicks : secondsToTicks(usualSeconds[next])
                change({ [stage]: { kind: next, durationTicks: next === 'none' ? zeroTicks : length } }, stage)
              }}
            />
            {kind !== 'none' && (
              <Slider
                label={lengthLabels[stage]}
                value={ticksToSeconds(durationTicks)}
                min={0.1}
                max={3}
                step={0.1}
                format={text.clipSettings.seconds}
                onChange={(seconds) => change({ [stage]: { kind, durationTicks: secondsToTicks(seconds) } }, `${stage}:length`)}
              />
            )}
          </div>
        )
      })}
    </SettingsGroup>
  )
}
