import { useEffect, useRef } from 'react'
import { RefreshCw } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { IconButton } from '#renderer/ui/button.tsx'
import type { Screen } from '#shared/ipc/areas/recording.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { RecordSession, RecordState } from './record-session.ts'
import styles from './screen-picker.module.css'

const words = text.record

type PickerProps = { readonly session: RecordSession; readonly screen: RecordState['screen'] }

/** The screens and windows of the computer, as pictures. */
export function ScreenPicker({ session, screen }: PickerProps) {
  const { screens, chosenId, problem } = screen
  return (
    <RadioGroup
      className={styles['picker'] ?? ''}
      value={chosenId}
      onChange={(value) => {
        const chosen = screens.find(({ screenId }) => screenId === value)
        if (chosen) void session.chooseScreen(chosen.screenId)
      }}
    >
      <div className={styles['head']}>
        <Label>{words.screens}</Label>
        <IconButton icon={RefreshCw} label={words.findScreens} onPress={() => void session.findScreens()} />
      </div>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['screens']}>
        {screens.map((each) => (
          <Radio key={each.screenId} value={each.screenId} className={styles['screen'] ?? ''}>
            <Thumbnail screen={each} />
            <span className={styles['name']}>{each.name}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

function Thumbnail({ screen: { thumbnail } }: { readonly screen: Screen }) {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([new Uint8Array(thumbnail)], { type: 'image/jpeg' }))
    if (image.current) image.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [thumbnail])
  return (
    <span className={styles['thumbnail']}>
      <img ref={image} alt="" />
    </span>
  )
}
