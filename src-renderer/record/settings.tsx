import type { DeviceKind } from '#renderer/devices/devices.ts'
import { LevelMeter } from '#renderer/devices/level-meter.tsx'
import { Checkbox, Segmented, Select } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { recordSources, type DeviceChoice, type RecordSession, type RecordState } from './record-session.ts'
import { PrompterSettings } from './prompter.tsx'
import { ScreenPicker } from './screen-picker.tsx'
import labelled from '../ui/labelled.module.css'
import styles from './record.module.css'

const words = text.record

/** How the camera is shown here; the clip is not touched by it. */
export type ViewChoices = { readonly guides: boolean; readonly mirrored: boolean }

type SettingsProps = {
  readonly session: RecordSession
  readonly state: RecordState
  readonly canvas: CanvasSize
  readonly view: ViewChoices
  readonly onView: (view: ViewChoices) => void
}

const shapeOf = ({ width, height }: CanvasSize): string => (width === height ? '1:1' : width < height ? '9:16' : '16:9')

export function Settings({ session, state, canvas, view, onView }: SettingsProps) {
  const { microphone, source, screen } = state
  return (
    <div className={styles['settings']}>
      <h2>{words.settings}</h2>
      <Segmented
        label={words.source}
        value={source}
        options={recordSources.map((value) => ({ value, label: words.sources[value] }))}
        onChange={(value) => void session.setSource(value)}
        {...(source === 'both' && { hint: words.bothHint })}
      />
      {source !== 'camera' && <ScreenPicker session={session} screen={screen} />}
      {source !== 'screen' && <DevicePicker kind="camera" session={session} state={state} />}
      <div className={styles['group']}>
        <DevicePicker kind="microphone" session={session} state={state} />
        {microphone.stream && <LevelMeter stream={microphone.stream} />}
        {microphone.problem !== null && (
          <p className={styles['warning']} role="alert">
            {microphone.problem}
          </p>
        )}
      </div>
      {source === 'camera' && (
        <div className={styles['group']}>
          <Checkbox
            label={words.guides(shapeOf(canvas))}
            checked={view.guides}
            onChange={(guides) => onView({ ...view, guides })}
          />
          <p className={labelled['hint']}>{words.guidesHint}</p>
        </div>
      )}
      {source !== 'screen' && (
        <div className={styles['group']}>
          <Checkbox label={words.mirror} checked={view.mirrored} onChange={(mirrored) => onView({ ...view, mirrored })} />
          <p className={labelled['hint']}>{words.mirrorHint}</p>
        </div>
      )}
      <PrompterSettings />
    </div>
  )
}

const none = 'none'

type PickerProps = { readonly kind: DeviceKind; readonly session: RecordSession; readonly state: RecordState }

function DevicePicker({ kind, session, state }: PickerProps) {
  const { devices, choice, stream } = state[kind]
  // What the system chose is one of the list.
  const usedId = stream?.getTracks()[0]?.getSettings().deviceId
  const shown = choice.kind === 'none' ? none : choice.kind === 'device' ? choice.id : (usedId ?? devices[0]?.id ?? '')
  const choose = (value: string): void => {
    const next: DeviceChoice = value === none ? { kind: 'none' } : { kind: 'device', id: value }
    void session.choose(kind, next)
  }
  const options = devices.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      label={words[kind]}
      value={shown}
      options={kind === 'microphone' ? [...options, { value: none, label: words.noMicrophone }] : options}
      onChange={choose}
    />
  )
}
