import { useId, useState } from 'react'
import { ChevronDown, ChevronUp, RotateCw, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { useEditor } from '../editor-context.tsx'
import { ClipFindings } from './clip-findings.tsx'
import styles from './media.module.css'

const words = text.editor.media

/** Under a clip: what is being made of it, and what the clip check found. */
export function AssetNotes({ asset }: { readonly asset: Asset }) {
  return (
    <>
      <AssetPreparation asset={asset} />
      <AssetFindings asset={asset} />
    </>
  )
}

function AssetPreparation({ asset: { id, fileName } }: { readonly asset: Asset }) {
  const { preparations } = useEditor()
  const preparation = useStore(preparations.store, ({ running }) => running[id])
  if (!preparation) return null
  if (preparation.kind === 'running') {
    const { fraction } = preparation
    return (
      <div className={styles['preparing']}>
        <Progress label={words.preparing} fraction={fraction} remark={text.common.percent(fraction)} />
        <IconButton icon={X} label={words.stopPreparing(fileName)} onPress={() => void preparations.stop(id)} />
      </div>
    )
  }
  const { error } = preparation
  return (
    <div className={styles['preparing']} role={error ? 'alert' : undefined}>
      <p>{error ? describeError(error) : words.notPrepared}</p>
      <IconButton icon={RotateCw} label={words.prepareAgain(fileName)} onPress={() => void preparations.start(id)} />
    </div>
  )
}

function AssetFindings({ asset: { interpretation } }: { readonly asset: Asset }) {
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const findings = interpretation?.findings ?? []
  if (findings.length === 0) return null
  const warnings = findings.filter(({ severity }) => severity !== 'info').length
  const label = warnings > 0 ? words.needAttention(warnings) : words.takenCareOf(findings.length)
  return (
    <div className={styles['notes']} data-attention={warnings > 0 || undefined}>
      <Button
        variant="quiet"
        icon={isOpen ? ChevronUp : ChevronDown}
        aria-expanded={isOpen}
        aria-controls={listId}
        onPress={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      <div id={listId} hidden={!isOpen}>
        {isOpen && <ClipFindings findings={findings} />}
      </div>
    </div>
  )
}
