import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { countFindings } from '#shared/preflight/finding.ts'
import styles from './preflight.module.css'
import { useFindings } from './use-findings.ts'

const words = text.preflight

/** Before an export: what the check of the lesson has found by now, in numbers; it may go out as it is. */
export function CheckSummary({ onCheck }: { readonly onCheck: () => void }) {
  const { error, warning, advice } = countFindings(useFindings().open)
  if (error + warning === 0) return null
  return (
    <Notice tone="warning" title={words.exportTitle(words.counts(error, warning, advice))}>
      <div className={styles['summary']}>
        <Button onPress={onCheck}>{words.exportOpen}</Button>
      </div>
    </Notice>
  )
}
