import { useEffect, useState } from 'react'
import { CloudUpload, ExternalLink, Folder, GraduationCap, KeyRound, PlugZap, Plus, Trash2, Undo2, Upload } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { RadioCards } from '#renderer/ui/choices.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { PlaceKind, PlaceSummary } from '#shared/ipc/areas/publish.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { AddPlace } from './add-place.tsx'
import { placesStore, refreshPlaces } from './places-store.ts'
import { PublishJob, type PublishSource } from './publish-job.ts'
import { ReplaceKey, type KeyedPlace } from './replace-key.tsx'
import styles from './publish.module.css'

const words = text.publish
const icons = { folder: Folder, moodle: GraduationCap, scormcloud: CloudUpload, tus: Upload } as const satisfies Record<
  PlaceKind,
  unknown
>
const dated = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

type PublishDialogProps = {
  /** What is published, and its name. */
  readonly source: PublishSource
  readonly fileName: string
  /** The place that is chosen at first. */
  readonly firstPlaceId?: string
  readonly onClose: () => void
}

/** From "Where to?" to the page on which a person goes on. */
export function PublishDialog({ source, fileName, firstPlaceId, onClose }: PublishDialogProps) {
  const [job] = useState(() => new PublishJob())
  const state = useStore(job.state)
  const known = useStore(placesStore)
  const [placeId, setPlaceId] = useState<string | null>(firstPlaceId ?? null)
  const [adding, setAdding] = useState(false)
  const [keyOf, setKeyOf] = useState<KeyedPlace | null>(null)
  const [removed, setRemoved] = useState<PlaceSummary | null>(null)
  useEffect(() => void refreshPlaces().catch(tell), [])
  const chosen = known?.places.find((place) => place.placeId === placeId) ?? known?.places[0] ?? null

  const restore = async (place: PlaceSummary): Promise<void> => {
    await call('publish.restorePlace', { placeId: place.placeId })
    setRemoved(null)
    setPlaceId(place.placeId)
    await refreshPlaces()
  }

  if (adding && known) {
    const added = (id: string): void => {
      setAdding(false)
      setPlaceId(id)
      void refreshPlaces().catch(tell)
    }
    return <AddPlace secretsLast={known.secretsLast} onBack={() => setAdding(false)} onAdded={added} />
  }
  if (keyOf && known) return <ReplaceKey place={keyOf} secretsLast={known.secretsLast} onClose={() => setKeyOf(null)} />
  const again = <Button onPress={() => job.reset()}>{words.back}</Button>
  switch (state.kind) {
    case 'running':
      return (
        <Dialog
          title={words.title}
          open
          closable={false}
          onClose={onClose}
          actions={<Button onPress={() => void job.stop()}>{words.stop}</Button>}
        >
          <div className={styles['form']}>
            <Progress label={words.running(state.place.name)} fraction={state.fraction} />
            <p className={styles['muted']}>{words.keepOpen[nextTry(state.place)]}</p>
          </div>
        </Dialog>
      )
    case 'done':
      return <Done state={state} onClose={onClose} />
    case 'failed':
      return (
        <Dialog
          title={words.title}
          open
          onClose={onClose}
          actions={
            <>
              {again}
              <Button variant="primary" onPress={() => void job.start(state.place, source)}>
                {words.again}
              </Button>
            </>
          }
        >
          <Notice tone="error" title={words.failedTitle}>
            <p>{describeError(state.error)}</p>
          </Notice>
        </Dialog>
      )
    case 'choosing':
      return (
        <Dialog
          title={words.title}
          open
          onClose={onClose}
          actions={
            <>
              <Button onPress={onClose}>{text.common.cancel}</Button>
              <Button
                variant="primary"
                isDisabled={chosen === null || lacksSecret(chosen)}
                onPress={() => chosen && void job.start(chosen, source)}
              >
                {words.start}
              </Button>
            </>
          }
        >
          <div className={styles['form']}>
            <p>{words.what(fileName)}</p>
            {state.stopped && <Notice tone="info" title={words.stopped[nextTry(state.stopped)]} />}
            {removed && (
              <Notice
                tone="info"
                title={words.removed(removed.name)}
                actions={
                  // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone
                  <Button icon={Undo2} autoFocus onPress={() => void restore(removed).catch(tell)}>
                    {text.common.undo}
                  </Button>
                }
              />
            )}
            {known?.places.length === 0 && (
              <EmptyState icon={CloudUpload} heading="h3" title={words.none.title} body={words.none.body}>
                <Button icon={Plus} onPress={() => setAdding(true)}>
                  {words.add}
                </Button>
              </EmptyState>
            )}
            {known && known.places.length > 0 && (
              <>
                <RadioCards
                  label={words.where}
                  value={chosen?.placeId ?? null}
                  options={known.places.map((place) => {
                    const IconShape = icons[place.kind]
                    return {
                      value: place.placeId,
                      label: place.name,
                      description: describePlace(place),
                      icon: <IconShape size={22} strokeWidth={1.75} aria-hidden />,
                    }
                  })}
                  onChange={setPlaceId}
                />
                {chosen && lacksSecret(chosen) && <Notice tone="warning" title={words.secretGone} />}
                <div className={styles['tools']}>
                  <Button icon={Plus} onPress={() => setAdding(true)}>
                    {words.add}
                  </Button>
                  {chosen && hasKey(chosen) && (
                    <Button icon={KeyRound} onPress={() => setKeyOf(chosen)}>
                      {words.newKey}
                    </Button>
                  )}
                  {chosen && <PlaceTools key={chosen.placeId} place={chosen} onRemoved={() => setRemoved(chosen)} />}
                </div>
              </>
            )}
          </div>
        </Dialog>
      )
  }
}

const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

/** What the next try makes of one that ended too early. */
const nextTry = ({ kind }: PlaceSummary): 'goesOn' | 'beginsAnew' => (kind === 'tus' ? 'goesOn' : 'beginsAnew')

const hasKey = (place: PlaceSummary): place is KeyedPlace => place.kind !== 'folder'

const lacksSecret = ({ kind, secret }: PlaceSummary): boolean => (kind === 'moodle' || kind === 'scormcloud') && secret === null

function describePlace({ kind, where, lastPublishedAtMs }: PlaceSummary): string {
  const last = lastPublishedAtMs === null ? words.never : words.last(dated.format(lastPublishedAtMs))
  return `${words.kinds[kind]}, ${where}. ${last}.`
}

type PlaceToolsProps = { readonly place: PlaceSummary; readonly onRemoved: () => void }

function PlaceTools({ place: { placeId, name }, onRemoved }: PlaceToolsProps) {
  const [asking, setAsking] = useState(false)
  const [answer, setAnswer] = useState<{ readonly tone: 'info' | 'error'; readonly sentence: string } | null>(null)
  const test = async (): Promise<void> => {
    setAsking(true)
    setAnswer(null)
    try {
      await call('publish.testPlace', { placeId })
      setAnswer({ tone: 'info', sentence: words.tested(name) })
    } catch (thrown) {
      setAnswer({ tone: 'error', sentence: describeError(toErrorData(thrown)) })
    } finally {
      setAsking(false)
    }
  }
  const remove = async (): Promise<void> => {
    await call('publish.removePlace', { placeId })
    onRemoved()
    await refreshPlaces()
  }
  return (
    <>
      <Button icon={PlugZap} isDisabled={asking} onPress={() => void test()}>
        {asking ? words.testing : words.test}
      </Button>
      <IconButton icon={Trash2} label={words.remove} onPress={() => void remove().catch(tell)} />
      <output className={styles['answer']}>{answer && <Notice tone={answer.tone} title={answer.sentence} />}</output>
    </>
  )
}

type DoneProps = {
  readonly state: Extract<ReturnType<PublishJob['state']['getState']>, { kind: 'done' }>
  readonly onClose: () => void
}

function Done({ state: { jobId, place, where, canFinish }, onClose }: DoneProps) {
  return (
    <Dialog
      title={words.doneTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.close}</Button>
          {canFinish && (
            <Button variant="primary" icon={ExternalLink} onPress={() => void call('publish.openPage', { jobId }).catch(tell)}>
              {words.finish}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['form']}>
        <p className={styles['where']}>{words.done(where)}</p>
        {canFinish && <p>{place.kind === 'moodle' ? words.finishHint.moodle : words.finishHint.other}</p>}
      </div>
    </Dialog>
  )
}
