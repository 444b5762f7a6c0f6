import {
  ArrowLeftRight,
  ChartColumn,
  CircleDot,
  ListChecks,
  ListOrdered,
  MousePointerClick,
  NotebookPen,
  RectangleEllipsis,
  TextCursorInput,
  ToggleLeft,
} from 'lucide-react'
import type { Icon } from '#renderer/ui/icon.ts'
import type { QuestionType } from '#shared/project/schema/question.ts'

/** One picture a kind, the same in the list and in the form. */
export const questionIcons: Readonly<Record<QuestionType, Icon>> = {
  'single-choice': CircleDot,
  'multiple-choice': ListChecks,
  'true-false': ToggleLeft,
  'short-answer': TextCursorInput,
  'fill-blank': RectangleEllipsis,
  ordering: ListOrdered,
  matching: ArrowLeftRight,
  hotspot: MousePointerClick,
  poll: ChartColumn,
  reflection: NotebookPen,
}
