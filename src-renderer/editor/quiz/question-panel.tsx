import { useMemo } from 'react'
import { CircleHelp, Plus, TriangleAlert } from 'lucide-react'
import { GridList, GridListItem } from 'react-aria-components'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import { addQuestionAtPlayhead } from '../actions/cues.ts'
import { useDocument, useEditor, useSelection } from '../editor-context.tsx'
import { questionItems } from '../timeline/timeline-items.ts'
import { questionIcons } from './question-icons.ts'
import { describeQuestionProblem } from './question-problems.ts'
import styles from './quiz.module.css'
import panel from '../panel.module.css'

/** All questions in the order learners meet them; the chosen one is edited on the right. */
export function QuestionPanel() {
  const editor = useEditor()
  const document = useDocument()
  const items = useMemo(() => questionItems(document), [document])
  const [selected] = useSelection()
  const hasClips = document.mainTrack.length > 0
  const choose = (id: string): void => {
    const item = items.find((entry) => entry.id === id)
    if (!item) return
    editor.pause()
    editor.select([{ kind: 'question', id: item.id }])
    editor.seek(item.ticks)
  }
  return (
    <>
      <header className={panel['header']}>
        <h2>
          {text.quiz.title}
          {items.length > 0 && <span className={panel['count']}>{items.length.toLocaleString('en')}</span>}
        </h2>
      </header>
      <div className={panel['scroll']}>
        {items.length === 0 ? (
          <EmptyState
            icon={CircleHelp}
            title={text.quiz.empty}
            body={hasClips ? text.quiz.emptyBody : text.editor.media.emptyBody}
          />
        ) : (
          <GridList
            className={styles['list'] ?? ''}
            aria-label={text.quiz.title}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={selected?.kind === 'question' ? [selected.id] : []}
            onSelectionChange={(keys) => {
              if (keys !== 'all') for (const key of keys) choose(String(key))
            }}
          >
            {items.map(({ id, question, ticks }) => {
              const problem = describeQuestionProblem(document, question)
              const TypeIcon = questionIcons[question.type]
              return (
                <GridListItem key={id} id={id} textValue={question.prompt || text.quiz.untitled} className={styles['item'] ?? ''}>
                  <TypeIcon size={16} className={styles['itemIcon']} aria-hidden />
                  <span className={styles['itemText']}>
                    <span className={styles['itemHead']}>
                      <span className={styles['itemPrompt']}>{question.prompt || text.quiz.untitled}</span>
                      <span className={styles['itemTime']}>{formatPlayhead(ticks, document.settings.frameRate)}</span>
                    </span>
                    <span className={styles['itemType']}>
                      {problem === null ? text.quiz.typeAndState(text.quiz.types[question.type]) : text.quiz.types[question.type]}
                    </span>
                    {problem !== null && (
                      <span className={styles['itemProblem']}>
                        <TriangleAlert size={12} aria-hidden />
                        {problem}
                      </span>
                    )}
                  </span>
                </GridListItem>
              )
            })}
          </GridList>
        )}
      </div>
      <footer className={panel['footer']}>
        <Button icon={Plus} wide isDisabled={!hasClips} onPress={() => addQuestionAtPlayhead(editor)}>
          {text.quiz.addHere}
        </Button>
      </footer>
    </>
  )
}
