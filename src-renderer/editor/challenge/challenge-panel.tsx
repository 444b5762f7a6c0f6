import { useRef } from 'react'
import { Flag, FlagOff } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { emptyChallenge } from '#shared/challenge/new-challenge.ts'
import { setChallenge } from '#shared/edit/commands/lesson.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { ChallengeForm } from './challenge-form.tsx'
import styles from './challenge.module.css'

const words = text.challenge

/** What learners are to do themselves; the phone over the picture shows it as they read it. */
export function ChallengePanel() {
  const editor = useEditor()
  const { challenge } = useDocument()
  const scroll = useRef<HTMLDivElement>(null)
  useKeepFocus(scroll, { last: () => scroll.current?.querySelector<HTMLElement>('textarea, button') ?? null })
  const header = useRef<HTMLElement>(null)
  useKeepFocus(header, { last: () => scroll.current?.querySelector('button') ?? null })
  const make = (): void => {
    editor.pause()
    editor.select([])
    if (editor.run(setChallenge, { challenge: emptyChallenge })) announce(words.made)
  }
  return (
    <>
      <header ref={header} className={panel['header']}>
        <h2>{words.title}</h2>
        {challenge && (
          <IconButton
            icon={FlagOff}
            label={words.remove}
            onPress={() => {
              if (editor.run(setChallenge, { challenge: null })) tellWithUndo(editor, words.removed)
            }}
          />
        )}
      </header>
      <div ref={scroll} className={panel['scroll']}>
        {challenge ? (
          <div className={styles['form']}>
            <ChallengeForm challenge={challenge} />
          </div>
        ) : (
          <EmptyState icon={Flag} title={words.empty} body={words.emptyBody}>
            <Button variant="primary" onPress={make}>
              {words.make}
            </Button>
          </EmptyState>
        )}
      </div>
    </>
  )
}
