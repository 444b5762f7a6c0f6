import { useEffect, useMemo, useState } from 'react'
import { Ellipsis, FileText, FolderOpen, Images, Pause, Play, RotateCcw, Trash2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Menu, Progress, type MenuEntry } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { BatchItem, BatchSummary } from '#shared/ipc/areas/batch-queue.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { cancelRest, createItemsStore, followItems, tell } from './batch-store.ts'
import { ItemList } from './item-list.tsx'
import styles from './queue.module.css'

const words = text.batchQueue

const shows = ['all', 'open', 'failed'] as const
type Shown = (typeof shows)[number]

const isOpen = ({ state }: BatchItem): boolean => state === 'waiting' || state === 'running'

/** One batch with its lessons. */
export function OpenBatch({ batch }: { readonly batch: BatchSummary }) {
  const { batchId, name, counts, state, stopped, folderName, fraction, secondsLeft } = batch
  const [store] = useState(createItemsStore)
  useEffect(() => followItems(batchId, store), [batchId, store])
  const items = useStore(store, (all) => all.items)
  const order = useStore(store, (all) => all.order)
  const [show, setShow] = useState<Shown>('all')
  const listed = useMemo(() => (order ?? []).flatMap((key) => items.get(key) ?? []), [items, order])
  const shown = useMemo(
    () => listed.filter((item) => show === 'all' || (show === 'open' ? isOpen(item) : item.state === 'failed')),
    [listed, show],
  )
  const isEnded = state === 'over'
  const left = secondsLeft === null || isEnded ? null : text.common.timeLeft(secondsLeft * 1000)
  const openCount = counts.waiting + counts.running
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const labels = { all: words.shows.all(all), open: words.shows.open(openCount), failed: words.shows.failed(counts.failed) }
  return (
    <main className={styles['open']} aria-label={name}>
      <header className={styles['head']}>
        <div className={styles['title']}>
          <h2>{name}</h2>
          <p className={styles['quiet']}>
            {words.states[state]} · {folderName}
          </p>
        </div>
        <Actions batch={batch} items={listed} />
      </header>
      {stopped !== null && (
        <Notice tone="warning" title={words.stopped}>
          <p>{stopped}</p>
        </Notice>
      )}
      <Progress
        label={words.counts(counts)}
        fraction={fraction}
        remark={left === null ? text.common.percent(fraction) : `${text.common.percent(fraction)}, ${left}`}
      />
      <div className={styles['filter']}>
        <Segmented
          label={words.show}
          labelHidden
          value={show}
          options={shows.map((value) => ({ value, label: labels[value] }))}
          onChange={setShow}
        />
      </div>
      <ItemList batch={batch} items={shown} order={order ?? []} />
    </main>
  )
}

const run = (act: () => Promise<unknown>) => (): void => void act().catch(tell)

function Actions({ batch, items }: { readonly batch: BatchSummary; readonly items: readonly BatchItem[] }) {
  const { batchId, name, counts, state } = batch
  const isEnded = state === 'over'
  const openCount = counts.waiting + counts.running
  const openReport = (part: 'page' | 'pictures') => async (): Promise<void> => {
    const { opened } = await call('batchQueue.openReport', { batchId, part })
    if (!opened) showToast(words.nothingToOpen[part])
  }
  const showFolder = async (): Promise<void> => {
    const { opened } = await call('batchQueue.showFolder', { batchId })
    if (!opened) showToast(words.nothingToOpen.folder)
  }
  const remove = async (): Promise<void> => {
    await call('batchQueue.remove', { batchId })
    showToast(words.removeHint(name))
  }
  const entries: readonly MenuEntry[] = [
    { id: 'pictures', label: words.pictures, icon: Images, onAction: run(openReport('pictures')) },
    ...(openCount > 0
      ? [{ id: 'cancel', label: words.cancelAll, icon: X, onAction: run(() => cancelRest(batch, items)) }]
      : [{ id: 'remove', label: words.remove, icon: Trash2, onAction: run(remove) }]),
  ]
  return (
    <div className={styles['actions']}>
      {!isEnded &&
        (state === 'paused' ? (
          <Button variant="primary" icon={Play} onPress={run(() => call('batchQueue.setPaused', { batchId, paused: false }))}>
            {words.goOn}
          </Button>
        ) : (
          <Button icon={Pause} onPress={run(() => call('batchQueue.setPaused', { batchId, paused: true }))}>
            {words.pause}
          </Button>
        ))}
      {counts.failed > 0 && (
        <Button icon={RotateCcw} onPress={run(() => call('batchQueue.retry', { batchId, keys: null }))}>
          {words.retryFailed(counts.failed)}
        </Button>
      )}
      <Button icon={FileText} onPress={run(openReport('page'))}>
        {words.report}
      </Button>
      <Button icon={FolderOpen} onPress={run(showFolder)}>
        {words.folder}
      </Button>
      <Menu label={words.more(name)} icon={Ellipsis} entries={entries} />
    </div>
  )
}
