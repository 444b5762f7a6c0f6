import type { AnswerArea, AnswerSetting } from './answer-area.ts'
import { BlankFields } from './blank-fields.ts'
import { ChoiceList } from './choice-list.ts'
import { HotspotArea } from './hotspot-area.ts'
import { OrderList } from './order-list.ts'
import { PairList } from './pair-list.ts'
import { ReflectionField } from './reflection-field.ts'
import { TextField } from './text-field.ts'

export function makeAnswerArea(setting: AnswerSetting): AnswerArea {
  switch (setting.question.type) {
    case 'single-choice':
    case 'multiple-choice':
    case 'true-false':
    case 'poll':
      return new ChoiceList(setting)
    case 'short-answer':
      return new TextField(setting)
    case 'fill-blank':
      return new BlankFields(setting)
    case 'ordering':
      return new OrderList(setting)
    case 'matching':
      return new PairList(setting)
    case 'hotspot':
      return new HotspotArea(setting)
    case 'reflection':
      return new ReflectionField(setting)
  }
}
