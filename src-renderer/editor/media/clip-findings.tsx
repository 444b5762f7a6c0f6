import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Finding } from '#shared/project/schema/asset.ts'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import styles from './media.module.css'

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert } as const

/** What the clip doctor saw, one plain sentence each. */
export function ClipFindings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => {
        const IconShape = icons[finding.severity]
        return (
          <li key={`${finding.code}:${JSON.stringify(finding.params)}`} data-severity={finding.severity}>
            <IconShape size={14} aria-hidden />
            <span>{describeFinding(finding)}</span>
          </li>
        )
      })}
    </ul>
  )
}
