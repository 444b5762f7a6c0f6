import { useRef } from 'react'
import { Ban, CircleCheck, CircleX, Clock, Equal, ListEnd, ListStart, LoaderCircle, RotateCcw, X } from 'lucide-react'
import { GridList, GridListItem, ListLayout, useDragAndDrop, Virtualizer } from 'react-aria-components'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { IconButton } from '#renderer/ui/button.tsx'
import type { BatchItem, BatchSummary } from '#shared/ipc/areas/batch-queue.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { tell } from './batch-store.ts'
import { DragHandle } from './drag-handle.tsx'
import { placeBefore, useMoveKeys } from './move-rows.ts'
import styles from './queue.module.css'

const words = text.batchQueue
/** CSS pixels of a row of one line; where something failed, it grows with its sentence. */
const usualRowPixels = 44

const stateIcons = {
  waiting: Clock,
  running: LoaderCircle,
  done: CircleCheck,
  unchanged: Equal,
  failed: CircleX,
  cancelled: Ban,
} as const

type ItemListProps = {
  readonly batch: BatchSummary
  readonly items: readonly BatchItem[]
  /** Of all items, also those that are not shown. */
  readonly order: readonly string[]
}

/** The lessons of a batch in the order in which they are made; only those in sight are drawn. */
export function ItemList({ batch: { batchId, name }, items, order }: ItemListProps) {
  const move = (key: string, before: string | null): void => {
    call('batchQueue.move', { batchId, key, before }).catch(tell)
    const number = before === null ? order.length : order.filter((each) => each !== key).indexOf(before) + 1
    announce(words.movedItem(items.find((item) => item.key === key)?.name ?? key, number))
  }
  const region = useRef<HTMLDivElement>(null)
  useMoveKeys(region, order, move)
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [moved] = keys
      if (moved !== undefined) move(String(moved), placeBefore(order, String(moved), String(target.key), target.dropPosition))
    },
  })
  const nextKey = items.find((item) => item.state === 'waiting')?.key
  const moveNext = (key: string): void => {
    if (nextKey !== undefined && nextKey !== key) move(key, nextKey)
  }
  return (
    <div ref={region} className={styles['itemsFrame']}>
      <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: usualRowPixels }}>
        <GridList
          className={styles['items'] ?? ''}
          aria-label={words.items(name)}
          items={items}
          selectionMode="none"
          dragAndDropHooks={dragAndDropHooks}
          renderEmptyState={() => <p className={styles['none']}>{words.noneShown}</p>}
        >
          {(item) => (
            <GridListItem id={item.key} textValue={item.name} className={styles['item'] ?? ''} data-row={item.key}>
              <ItemRow item={item} batchId={batchId} onNext={moveNext} onLast={(key) => move(key, null)} />
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </div>
  )
}

type ItemRowProps = {
  readonly item: BatchItem
  readonly batchId: BatchSummary['batchId']
  readonly onNext: (key: string) => void
  readonly onLast: (key: string) => void
}

function ItemRow({ item, batchId, onNext, onLast }: ItemRowProps) {
  const { key, name, state, sentence, milliseconds, fraction } = item
  const StateIcon = stateIcons[state]
  const waits = state === 'waiting'
  return (
    <div className={styles['row']}>
      <DragHandle label={words.drag(name)} isDisabled={!waits} />
      <StateIcon size={16} className={styles['stateIcon']} data-state={state} aria-hidden />
      <span className={styles['rowText']}>
        <span className={styles['rowName']}>{name}</span>
        {sentence !== null && <span className={styles['sentence']}>{sentence}</span>}
      </span>
      <span className={styles['rowState']}>
        {state === 'running' ? words.percentDone(text.common.percent(fraction)) : words.itemStates[state]}
      </span>
      <span className={styles['rowTime']}>{milliseconds > 0 ? words.took(milliseconds / 1000) : ''}</span>
      <span className={styles['rowActions']}>
        {waits && (
          <>
            <IconButton icon={ListStart} label={words.makeNext(name)} onPress={() => onNext(key)} />
            <IconButton icon={ListEnd} label={words.makeLast(name)} onPress={() => onLast(key)} />
          </>
        )}
        {(waits || state === 'running') && (
          <IconButton
            icon={X}
            label={words.cancelItem(name)}
            onPress={() => void call('batchQueue.cancel', { batchId, keys: [key] }).catch(tell)}
          />
        )}
        {(state === 'failed' || state === 'cancelled') && (
          <IconButton
            icon={RotateCcw}
            label={words.retryItem(name)}
            onPress={() => void call('batchQueue.retry', { batchId, keys: [key] }).catch(tell)}
          />
        )}
      </span>
    </div>
  )
}
