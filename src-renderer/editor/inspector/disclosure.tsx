import type { ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { ChevronRight } from 'lucide-react'
import styles from './inspector.module.css'

type Props = {
  readonly title: string
  /** Something in it differs from how a clip begins. */
  readonly isChanged: boolean
  readonly children: ReactNode
}

/** A group of settings that opens by its title; one that was changed is open from the start and marked. */
export function SettingsGroup({ title, isChanged, children }: Props) {
  return (
    <Disclosure className={styles['group'] ?? ''} defaultExpanded={isChanged}>
      <Heading level={3} className={styles['groupHeading'] ?? ''}>
        <Button slot="trigger" className={styles['groupButton'] ?? ''}>
          <ChevronRight size={14} aria-hidden className={styles['chevron']} />
          {title}
          {isChanged && <span className={styles['changed']} aria-hidden />}
        </Button>
      </Heading>
      <DisclosurePanel className={styles['groupPanel'] ?? ''}>
        <div className={styles['groupBody']}>{children}</div>
      </DisclosurePanel>
    </Disclosure>
  )
}
