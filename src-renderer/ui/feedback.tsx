import type { ReactNode } from 'react'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Icon } from './icon.ts'
import styles from './feedback.module.css'

type NoticeProps = {
  readonly tone: 'info' | 'warning' | 'error'
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

const noticeIcons = { info: Info, warning: TriangleAlert, error: CircleAlert } as const

/** A remark that stays where it belongs until it is dealt with; errors are spoken at once. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const IconShape = noticeIcons[tone]
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <IconShape size={16} className={styles['noticeIcon']} aria-hidden />
      <div className={styles['noticeText']}>
        <p className={styles['noticeTitle']}>{title}</p>
        {children}
      </div>
      {actions && <div className={styles['noticeActions']}>{actions}</div>}
    </div>
  )
}

type EmptyStateProps = {
  readonly icon: Icon
  readonly title: string
  readonly body: string
  readonly size?: 'panel' | 'screen'
  /** By what stands above it; of a panel an `h3`. */
  readonly heading?: 'h2' | 'h3'
  readonly children?: ReactNode
}

/** What an empty place says: what it is for and what to do. */
export function EmptyState({ icon: IconShape, title, body, size = 'panel', heading, children }: EmptyStateProps) {
  const Title = heading ?? (size === 'screen' ? 'h2' : 'h3')
  return (
    <div className={styles['empty']} data-size={size}>
      <span className={styles['emptyIcon']}>
        <IconShape size={size === 'screen' ? 32 : 20} strokeWidth={1.75} aria-hidden />
      </span>
      <Title className={styles['emptyTitle']}>{title}</Title>
      <p className={styles['emptyBody']}>{body}</p>
      {children && <div className={styles['emptyActions']}>{children}</div>}
    </div>
  )
}
