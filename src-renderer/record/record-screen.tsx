import { useEffect, useState } from 'react'
import { ChevronLeft } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { Controls } from './controls.tsx'
import { Prompter } from './prompter.tsx'
import { RecordSession, type Take } from './record-session.ts'
import { Settings, type ViewChoices } from './settings.tsx'
import { LivePicture, TakePicture } from './stage.tsx'
import styles from './record.module.css'

const words = text.record

type RecordScreenProps = {
  readonly projectId: ProjectId
  /** Of the lesson, for the guides. */
  readonly canvas: CanvasSize
  readonly onLeave: () => void
  readonly onUse: (take: Take) => void
}

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

/** Records clips for a lesson with the camera and the microphone. */
export function RecordScreen({ projectId, canvas, onLeave, onUse }: RecordScreenProps) {
  const [session] = useState(() => new RecordSession(projectId))
  const [view, setView] = useState<ViewChoices>({ guides: true, mirrored: true })
  const state = useStore(session.store)
  const { phase, camera, screen, source, notice } = state
  useEffect(() => {
    session.open().catch(tell)
    return () => void session.close().catch(tell)
  }, [session])
  useEffect(() => {
    const cancel = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') session.cancelCount()
    }
    window.addEventListener('keydown', cancel)
    return () => window.removeEventListener('keydown', cancel)
  }, [session])
  const isBusy = phase.kind === 'recording' || phase.kind === 'ending'
  return (
    <div className={styles['screen']}>
      <header className={styles['bar']}>
        <IconButton icon={ChevronLeft} label={words.back} isDisabled={isBusy} onPress={onLeave} />
        <h1>{words.title}</h1>
      </header>
      <main className={styles['main']}>
        <section className={styles['stage']} aria-label={phase.kind === 'take' ? words.take : words.stage}>
          {phase.kind === 'take' ? (
            <TakePicture file={phase.take.main} />
          ) : (
            <>
              {source !== 'camera' &&
                (screen.stream ? (
                  <LivePicture label={words.screenPicture} stream={screen.stream} problem={null} onRetry={null} />
                ) : (
                  <p className={styles['opening']}>{words.chooseScreen}</p>
                ))}
              {source !== 'screen' && (
                <div className={source === 'both' ? styles['inset'] : styles['whole']}>
                  <LivePicture
                    label={words.cameraPicture}
                    stream={camera.stream}
                    problem={camera.problem}
                    mirrored={view.mirrored}
                    guides={view.guides && source === 'camera' ? canvas : null}
                    onRetry={() => void session.choose('camera', camera.choice)}
                  />
                </div>
              )}
            </>
          )}
          {phase.kind !== 'take' && <Prompter stopwatch={session.stopwatch} />}
          {phase.kind === 'counting' && (
            <div key={phase.left} className={styles['count']} aria-hidden>
              {phase.left}
            </div>
          )}
        </section>
        {(phase.kind === 'ready' || phase.kind === 'counting') && (
          <aside className={styles['side']} aria-label={words.settings}>
            <Settings session={session} state={state} canvas={canvas} view={view} onView={setView} />
          </aside>
        )}
      </main>
      <footer className={styles['controls']}>
        {notice !== null && (
          <div className={styles['notice']}>
            <Notice tone="warning" title={notice} />
          </div>
        )}
        <div className={styles['buttons']}>
          <Controls session={session} state={state} onUse={onUse} />
        </div>
      </footer>
    </div>
  )
}
