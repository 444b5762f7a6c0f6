import { useStore } from 'zustand'
import { keptDrafts, throwDraftAway } from '#renderer/batch/draft/kept-drafts.ts'
import type { DraftSession } from '#renderer/batch/draft/draft-session.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './queue.module.css'

const words = text.batchQueue.kept

/** Batches that were prepared and left, to go on with. */
export function KeptDraftNotices({ onGoOn }: { readonly onGoOn: (session: DraftSession) => void }) {
  const drafts = useStore(keptDrafts)
  if (drafts.length === 0) return null
  return (
    <div className={styles['kept']}>
      {drafts.map((session, index) => (
        <KeptDraft key={index} session={session} onGoOn={onGoOn} />
      ))}
    </div>
  )
}

type KeptDraftProps = { readonly session: DraftSession; readonly onGoOn: (session: DraftSession) => void }

function KeptDraft({ session, onGoOn }: KeptDraftProps) {
  const recipe = useStore(session.state, (state) => state.recipe)
  const input = useStore(session.state, (state) => state.input)
  const name = recipe?.name ?? words.withoutSteps
  const throwAway = (): void => {
    const undo = throwDraftAway(session)
    showToast(words.thrownAway(name), { label: text.common.undo, run: undo })
  }
  return (
    <Notice
      tone="info"
      title={words.title(name, input?.name ?? null)}
      actions={
        <>
          <Button variant="quiet" aria-label={words.throwAwayNamed(name)} onPress={throwAway}>
            {words.throwAway}
          </Button>
          <Button aria-label={words.goOnNamed(name)} onPress={() => onGoOn(session)}>
            {words.goOn}
          </Button>
        </>
      }
    />
  )
}
