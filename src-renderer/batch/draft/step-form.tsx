import { Select } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { CaptionForm } from './steps/caption-form.tsx'
import { ChallengeForm } from './steps/challenge-form.tsx'
import type { FormProps } from './steps/form-props.ts'
import { OutputForm } from './steps/output-form.tsx'
import { JoinForm, LookForm, ReframeForm } from './steps/picture-forms.tsx'
import { QuestionsForm } from './steps/question-form.tsx'
import { DoctorForm, LoudnessForm } from './steps/sound-forms.tsx'
import { TemplateForm } from './steps/template-form.tsx'
import { TrimForm } from './steps/trim-form.tsx'
import { BrandForm, MetadataForm } from './steps/words-forms.tsx'

const words = text.batchDraft.form

/** The fields of a step; what has none stays as the file has it. */
export function StepForm({ step, onChange }: FormProps) {
  switch (step.step) {
    case 'doctor':
      return <DoctorForm step={step} onChange={onChange} />
    case 'trim':
      return <TrimForm step={step} onChange={onChange} />
    case 'join':
      return <JoinForm step={step} onChange={onChange} />
    case 'reframe':
      return <ReframeForm step={step} onChange={onChange} />
    case 'look':
      return <LookForm step={step} onChange={onChange} />
    case 'captions':
      return <CaptionForm step={step} onChange={onChange} />
    case 'brand':
      return <BrandForm step={step} onChange={onChange} />
    case 'template':
      return <TemplateForm step={step} onChange={onChange} />
    case 'questions':
      return <QuestionsForm step={step} onChange={onChange} />
    case 'loudness':
      return <LoudnessForm step={step} onChange={onChange} />
    case 'challenge':
      return <ChallengeForm step={step} onChange={onChange} />
    case 'metadata':
      return <MetadataForm step={step} onChange={onChange} />
    case 'preflight':
      return (
        <Select
          label={words.stopAt}
          value={step.stopAt}
          options={(['error', 'warning', 'never'] as const).map((value) => ({ value, label: words.stops[value] }))}
          onChange={(stopAt) => onChange({ ...step, stopAt })}
        />
      )
    case 'outputs':
      return <OutputForm step={step} onChange={onChange} />
  }
}
