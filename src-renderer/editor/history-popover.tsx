import { Dialog, DialogTrigger, Heading, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { Archive, History } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { editLabels, type EditLabel } from '#shared/edit/labels.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor, useSession, useView } from './editor-context.tsx'
import { useKeys } from './shortcuts/use-keys.ts'
import styles from './history-popover.module.css'

const words = text.history

/** Changes with every step, also where the lesson is the same as before. */
const pickChanges = ({ changeCount }: EditSnapshot): number => changeCount

/** What was done to the lesson, step by step; choosing one goes there, back or forth. */
export function HistoryPopover({ onVersions }: { readonly onVersions: () => void }) {
  const editor = useEditor()
  const open = useView((view) => view.historyOpen)
  return (
    <DialogTrigger isOpen={open} onOpenChange={(historyOpen) => editor.view.setState({ historyOpen })}>
      <IconButton icon={History} label={words.title} {...useKeys('history')} />
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <Dialog className={styles['dialog'] ?? ''}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {words.title}
          </Heading>
          <Steps />
          <div className={styles['versions']}>
            <Button
              variant="quiet"
              icon={Archive}
              onPress={() => {
                editor.view.setState({ historyOpen: false })
                onVersions()
              }}
            >
              {text.library.versions.open}
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const nameOf = (label: EditLabel): string => {
  const name = editLabels[label]
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function Steps() {
  const editor = useEditor()
  useSession(pickChanges)
  const { done, undone } = editor.session.listSteps()
  if (done.length + undone.length === 0) return <EmptyState icon={History} title={words.empty} body={words.emptyBody} />
  const steps = [words.start, ...[...done, ...undone].map(nameOf)]
  const here = done.length
  return (
    <ListBox
      className={styles['list'] ?? ''}
      aria-label={words.listLabel}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(here)]}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens a list walks through it
      autoFocus
      onSelectionChange={(keys) => {
        const [to] = keys === 'all' ? [] : keys
        if (to === undefined) return
        editor.session.travel(Number(to) - here)
        announce(words.nowAt(steps[Number(to)] ?? ''))
      }}
    >
      {steps.map((name, index) => (
        <ListBoxItem
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the history
          key={index}
          id={String(index)}
          className={styles['step'] ?? ''}
          textValue={index > here ? words.takenBack(name) : name}
          data-undone={index > here || undefined}
        >
          <span className={styles['mark']} aria-hidden />
          <span>{name}</span>
        </ListBoxItem>
      ))}
    </ListBox>
  )
}
