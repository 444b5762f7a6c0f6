import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { writeXml, xml, escapeXml, type XmlElement } from '../xml.ts'
import { itemTitle } from '../item-title.ts'
import type { CartridgeItem, CartridgeLabel } from './cartridge-items.ts'
import { weighPoints } from './weights.ts'

/** The questions of a lesson as an IMS QTI 1.2.1 assessment in the profile of Common Cartridge (the same in 1.1 and 1.3). */
export function writeAssessment(lesson: PlayerLesson, items: readonly CartridgeItem[], imageFolder: string): string {
  const weights = weighPoints(items.map(({ points }) => points))
  const title = itemTitle(lesson.title)
  return writeXml(
    xml(
      'questestinterop',
      {
        xmlns: 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd',
      },
      [
        xml('assessment', { ident: `quiz-${lesson.id}`, title, 'xml:lang': lesson.language }, [
          metadata({
            cc_profile: 'cc.exam.v0p1',
            qmd_assessmenttype: 'Examination',
            qmd_scoretype: 'Percentage',
            qmd_feedbackpermitted: 'Yes',
            qmd_hintspermitted: items.some(({ hint }) => hint !== '') ? 'Yes' : 'No',
            qmd_solutionspermitted: 'No',
            cc_maxattempts: attempts(lesson),
          }),
          xml(
            'section',
            { ident: `section-${lesson.id}` },
            items.map((item, index) => describeItem(item, weights[index] ?? 1, lesson, imageFolder)),
          ),
        ]),
      ],
    ),
  )
}

/** Retries hold for the whole test here: as many as the most patient question gives. The profile ends at five. */
function attempts({ questions }: PlayerLesson): string {
  const most = Math.max(1, ...questions.map(({ retries }) => (retries === null ? Number.POSITIVE_INFINITY : retries + 1)))
  return most > 5 ? 'unlimited' : String(most)
}

function metadata(fields: Readonly<Record<string, string>>): XmlElement {
  return xml(
    'qtimetadata',
    {},
    Object.entries(fields).map(([label, entry]) =>
      xml('qtimetadatafield', {}, [xml('fieldlabel', {}, [label]), xml('fieldentry', {}, [entry])]),
    ),
  )
}

const respident = 'response'

function describeItem(item: CartridgeItem, weight: number, lesson: PlayerLesson, imageFolder: string): XmlElement {
  const html = (text: string): XmlElement => material(htmlOf(text, lesson))
  const label = ({ ident, text, image }: CartridgeLabel): XmlElement =>
    xml('response_label', { ident }, [material(imageOf(image, imageFolder) + htmlOf(text, lesson))])
  const isWritten = item.profile === 'fib' || item.profile === 'essay'
  const response = isWritten
    ? xml('response_str', { ident: respident, rcardinality: 'Single' }, [
        xml('render_fib', { prompt: 'Box', rows: item.profile === 'essay' ? '8' : null }),
      ])
    : xml('response_lid', { ident: respident, rcardinality: item.profile === 'multiple_response' ? 'Multiple' : 'Single' }, [
        xml('render_choice', { shuffle: item.shuffle ? 'Yes' : 'No' }, item.labels.map(label)),
      ])
  const conditions = item.profile === 'essay' ? [] : respond(item)
  const shown = new Set(conditions.flatMap(({ feedback }) => feedback))
  const feedbacks = listFeedbacks(item).filter(([ident]) => shown.has(ident))
  return xml('item', { ident: item.ident, title: itemTitle(item.prompt.replace(/\s+/g, ' ')) }, [
    xml('itemmetadata', {}, [
      metadata({
        cc_profile: `cc.${item.profile}.v0p1`,
        cc_weighting: String(weight),
        qmd_scoringpermitted: 'Yes',
        qmd_computerscored: item.profile === 'essay' ? 'No' : 'Yes',
      }),
    ]),
    xml('presentation', {}, [html(item.prompt), response]),
    item.profile === 'essay' && item.hint === ''
      ? null
      : xml('resprocessing', {}, [
          xml('outcomes', {}, [xml('decvar', { varname: 'SCORE', vartype: 'Decimal', minvalue: '0', maxvalue: '100' })]),
          item.hint === '' ? null : hintCondition(),
          ...conditions.map(describeCondition),
        ]),
    ...feedbacks.map(([ident, text]) => xml('itemfeedback', { ident }, [xml('flow_mat', {}, [html(text)])])),
    item.hint === ''
      ? null
      : xml('itemfeedback', { ident: 'hint' }, [
          xml('hint', {}, [xml('hintmaterial', {}, [xml('flow_mat', {}, [html(item.hint)])])]),
        ]),
  ])
}

type Condition = {
  readonly when: readonly XmlElement[]
  readonly scores: boolean
  readonly feedback: readonly string[]
}

/** For single answers one condition each, which ends the search: importers read the right answer and the feedback from it. */
function respond(item: CartridgeItem): readonly Condition[] {
  const known = new Set(listFeedbacks(item).map(([ident]) => ident))
  const some = (...idents: string[]): readonly string[] => idents.filter((ident) => known.has(ident))
  const otherwise: Condition = { when: [xml('other')], scores: false, feedback: some('incorrect') }
  if (item.profile === 'fib') {
    const sameCase = item.caseSensitive ? 'Yes' : 'No'
    return [
      ...item.accepted.map((answer) => ({ when: [equals(answer, sameCase)], scores: true, feedback: some('correct') })),
      ...(otherwise.feedback.length > 0 ? [otherwise] : []),
    ]
  }
  if (item.profile === 'multiple_response') {
    const parts = item.labels.map(({ ident, correct }) =>
      correct ? equals(ident, 'Yes') : xml('not', {}, [equals(ident, 'Yes')]),
    )
    return [
      { when: [xml('and', {}, parts)], scores: true, feedback: some('correct') },
      ...(otherwise.feedback.length > 0 ? [otherwise] : []),
    ]
  }
  return item.labels.map(({ ident, correct }) => ({
    when: [equals(ident, 'Yes')],
    scores: correct,
    feedback: some(`feedback-${ident}`, correct ? 'correct' : 'incorrect'),
  }))
}

/** By ident; those without words are left out. */
function listFeedbacks({ feedback, labels, profile }: CartridgeItem): readonly (readonly [string, string])[] {
  const all = [
    ...(profile === 'multiple_response' ? [] : labels.map((label) => [`feedback-${label.ident}`, label.feedback] as const)),
    ['correct', feedback.correct] as const,
    ['incorrect', feedback.incorrect] as const,
  ]
  return all.filter(([, text]) => text.trim() !== '')
}

function describeCondition({ when, scores, feedback }: Condition): XmlElement {
  return xml('respcondition', { continue: 'No' }, [
    xml('conditionvar', {}, when),
    scores ? xml('setvar', { varname: 'SCORE', action: 'Set' }, ['100']) : null,
    ...feedback.map((linkrefid) => xml('displayfeedback', { feedbacktype: 'Response', linkrefid })),
  ])
}

/** Whatever is answered: the platform shows it on request. */
function hintCondition(): XmlElement {
  return xml('respcondition', { continue: 'Yes' }, [
    xml('conditionvar', {}, [xml('other')]),
    xml('displayfeedback', { feedbacktype: 'Hint', linkrefid: 'hint' }),
  ])
}

function equals(value: string, sameCase: 'Yes' | 'No'): XmlElement {
  return xml('varequal', { respident, case: sameCase }, [value])
}

function material(markup: string): XmlElement {
  return xml('material', {}, [xml('mattext', { texttype: 'text/html' }, [markup])])
}

/** Importers put it into their pages as it is. */
function htmlOf(text: string, { direction }: Pick<PlayerLesson, 'direction'>): string {
  const markup = escapeXml(text).replace(/\n/g, '<br/>')
  return direction === 'rtl' && text !== '' ? `<span dir="rtl">${markup}</span>` : markup
}

function imageOf(image: CartridgeLabel['image'], folder: string): string {
  return image === null ? '' : `<img src="$IMS-CC-FILEBASE$/${folder}${image.src}" alt="${escapeXml(image.alt)}"/> `
}
