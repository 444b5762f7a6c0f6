import { nameLanguage } from '#shared/base/name-language.ts'
import type { PlayerCaptionTrack } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'
import { element } from './element.ts'

const speeds = [0.75, 1, 1.25, 1.5, 2] as const
export const captionSizes = { small: 0.8, medium: 1, large: 1.3 } as const
export type CaptionSize = keyof typeof captionSizes

export type SettingsHandlers = {
  readonly onSpeed: (speed: number) => void
  readonly onVolume: (volume: number) => void
  readonly onCaptionSize: (size: CaptionSize) => void
  readonly onCaptionTrack: (track: PlayerCaptionTrack) => void
  /** Letters as commands disturb speech input (WCAG 2.1.4), so they can be switched off. */
  readonly onShortcuts: (on: boolean) => void
}

type Option = { readonly label: string; readonly value: string; readonly checked: boolean }

/** Speed, volume, captions and keyboard, in one small sheet above the bar. */
export class SettingsView {
  readonly root: HTMLElement
  private readonly volume: HTMLInputElement

  constructor(tracks: readonly PlayerCaptionTrack[], translator: Translator, handlers: SettingsHandlers) {
    const { say } = translator
    this.volume = element('input', { type: 'range', min: 0, max: 100, step: 5, value: 100, class: 'tb-slider', id: 'tb-volume' })
    this.volume.addEventListener('input', () => {
      this.volume.style.setProperty('--progress', String(Number(this.volume.value) / 100))
      handlers.onVolume(Number(this.volume.value) / 100)
    })
    this.volume.style.setProperty('--progress', '1')
    const shortcuts = element('input', { type: 'checkbox', checked: true, class: 'tb-switch', 'aria-describedby': 'tb-keys' })
    shortcuts.addEventListener('change', () => handlers.onShortcuts(shortcuts.checked))
    const speedOptions = speeds.map((speed) => ({
      label: say('speedValue', { speed }),
      value: String(speed),
      checked: speed === 1,
    }))
    const sizeLabels = { small: say('sizeSmall'), medium: say('sizeMedium'), large: say('sizeLarge') }
    const sizeOptions = (['small', 'medium', 'large'] as const).map((value) => ({
      label: sizeLabels[value],
      value,
      checked: value === 'medium',
    }))
    const trackOptions = tracks.map(({ id, label, language }, index) => ({
      label: label || nameLanguage(language),
      value: id,
      checked: index === 0,
    }))
    this.root = element(
      'div',
      { class: 'tb-settings', role: 'group', 'aria-label': say('settings'), hidden: true },
      radioGroup('speed', say('speed'), speedOptions, (value) => handlers.onSpeed(Number(value))),
      element('div', { class: 'tb-field-row' }, element('label', { for: 'tb-volume' }, say('volume')), this.volume),
      tracks.length > 0
        ? radioGroup('caption-size', say('captionSize'), sizeOptions, (value) => handlers.onCaptionSize(value as CaptionSize))
        : null,
      tracks.length > 1
        ? radioGroup('caption-track', say('captionLanguage'), trackOptions, (value) => {
            const track = tracks.find((each) => each.id === value)
            if (track) handlers.onCaptionTrack(track)
          })
        : null,
      element('label', { class: 'tb-field-row' }, element('span', {}, say('shortcuts')), shortcuts),
      element('p', { class: 'tb-keys', id: 'tb-keys' }, say('shortcutsHelp')),
    )
  }

  showVolume(volume: number): void {
    this.volume.value = String(Math.round(volume * 100))
    this.volume.style.setProperty('--progress', String(volume))
  }

  isHidden(): boolean {
    return this.root.hidden !== false
  }

  toggle(open: boolean): void {
    this.root.hidden = !open
    if (open) this.root.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true })
  }
}

function radioGroup(name: string, legend: string, options: readonly Option[], onChange: (value: string) => void): HTMLElement {
  const group = element('div', { class: 'tb-segments' })
  for (const option of options) {
    const input = element('input', { type: 'radio', name: `tb-${name}`, value: option.value, checked: option.checked })
    input.addEventListener('change', () => onChange(option.value))
    group.append(element('label', {}, input, element('span', {}, option.label)))
  }
  return element('fieldset', {}, element('legend', { class: 'tb-legend' }, legend), group)
}
