import { useEffect, useRef } from 'react'
import { announce } from '#renderer/ui/announcer.tsx'
import type { BatchSummary } from '#shared/ipc/areas/batch-queue.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const words = text.batchQueue.announced
/** A quarter of a batch is worth a word. */
const parts = 4

type Heard = { readonly state: BatchSummary['state']; readonly part: number }

/** Tells a screen reader when a batch begins, pauses or ends, and each quarter of it in between. */
export function useProgressAnnouncements(batches: readonly BatchSummary[] | null): void {
  const heard = useRef(new Map<string, Heard>())
  useEffect(() => {
    for (const { batchId, name, state, fraction, counts } of batches ?? []) {
      const part = Math.floor(fraction * parts)
      const before = heard.current.get(batchId)
      heard.current.set(batchId, { state, part })
      if (!before) continue
      if (state !== before.state) announce(words[state](name, counts.failed))
      else if (state === 'running' && part > before.part) announce(words.part(name, text.common.percent(part / parts)))
    }
  }, [batches])
}
