import { useEffect, useRef, useState } from 'react'
import { CircleCheck, CirclePause, Clock, History, LoaderCircle, TriangleAlert } from 'lucide-react'
import { GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { BatchSummary } from '#shared/ipc/areas/batch-queue.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { tell } from './batch-store.ts'
import { DragHandle } from './drag-handle.tsx'
import { placeBefore, useMoveKeys } from './move-rows.ts'
import { recentBatches } from './recent-batches.ts'
import styles from './queue.module.css'

const words = text.batchQueue

const stateIcons = { waiting: Clock, running: LoaderCircle, paused: CirclePause, over: CircleCheck } as const

type BatchListProps = {
  readonly batches: readonly BatchSummary[]
  readonly shownId: string
  readonly onShow: (batchId: string) => void
}

/** Batches in the order in which they are made; dragged, or moved with Alt and the arrow keys. */
export function BatchList({ batches: all, shownId, onShow }: BatchListProps) {
  const [showsAll, setShowsAll] = useState(false)
  const batches = showsAll ? all : recentBatches(all, shownId)
  const olderCount = all.length - batches.length
  const ids = batches.map(({ batchId }) => batchId)
  const move = (moved: string, before: string | null): void => {
    const batch = batches.find(({ batchId }) => batchId === moved)
    if (batch) void call('batchQueue.move', { batchId: batch.batchId, key: null, before }).catch(tell)
  }
  const region = useRef<HTMLElement>(null)
  useEffect(() => {
    // The button that had the focus is gone.
    if (showsAll) region.current?.querySelector<HTMLElement>('[role="row"]')?.focus()
  }, [showsAll])
  useMoveKeys(region, ids, move)
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [moved] = keys
      if (moved !== undefined) move(String(moved), placeBefore(ids, String(moved), String(target.key), target.dropPosition))
    },
  })
  return (
    <nav ref={region} className={styles['list']}>
      {olderCount > 0 && (
        <div className={styles['older']}>
          <Button icon={History} onPress={() => setShowsAll(true)}>
            {words.showOlder(olderCount)}
          </Button>
        </div>
      )}
      <GridList
        aria-label={words.listLabel}
        items={batches}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[shownId]}
        dragAndDropHooks={dragAndDropHooks}
        onSelectionChange={(keys) => {
          if (keys !== 'all') for (const key of keys) onShow(String(key))
        }}
      >
        {(batch) => {
          const { state, stopped, name, counts } = batch
          const StateIcon = stopped === null ? stateIcons[state] : TriangleAlert
          return (
            <GridListItem id={batch.batchId} textValue={name} className={styles['card'] ?? ''} data-row={batch.batchId}>
              <StateIcon
                size={16}
                className={styles['stateIcon']}
                data-state={stopped === null ? state : 'stopped'}
                aria-hidden
              />
              <span className={styles['cardText']}>
                <span className={styles['cardName']}>{name}</span>
                <span className={styles['quiet']}>{words.states[state]}</span>
                <span className={styles['quiet']}>{words.counts(counts)}</span>
              </span>
              <DragHandle label={words.drag(name)} />
            </GridListItem>
          )
        }}
      </GridList>
    </nav>
  )
}
