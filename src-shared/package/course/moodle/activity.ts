import type { PlannedFile } from '../../package-plan.ts'
import { escapeXml, writeXml, xml, type XmlElement } from '../../xml.ts'
import { activityFolder, backupTime, cutName, fields, ids, moodle, none, type BackupActivity } from './records.ts'

/** Moodle's constants (mod/scorm/lib.php and locallib.php). */
const highestGrade = 1
const skipPageAlways = 2
const tocDisabled = 3
const noNavigation = 0
/** Passed or completed, whichever the lesson tells. */
const doneStatus = 2 + 4
const automaticCompletion = 2

/** The documents of one activity; `firstFileId` numbers its files on. */
export function planActivity(activity: BackupActivity, index: number, firstFileId: number): readonly PlannedFile[] {
  const document = (name: string, root: XmlElement): PlannedFile => ({
    kind: 'text',
    path: `${activityFolder(index)}/${name}.xml`,
    text: writeXml(root),
  })
  return [
    document('module', describeModule(index)),
    document('scorm', describeScorm(activity, index)),
    document('grades', describeGrades(activity, index)),
    document('inforef', describeReferences(activity, index, firstFileId)),
    document('roles', xml('roles', {}, [xml('role_overrides'), xml('role_assignments')])),
  ]
}

function describeModule(index: number): XmlElement {
  return xml('module', { id: String(ids.module(index)), version: moodle.version }, [
    ...fields({
      modulename: 'scorm',
      sectionid: ids.sections[1],
      sectionnumber: 1,
      idnumber: '',
      added: backupTime,
      score: 0,
      indent: 0,
      visible: 1,
      visibleoncoursepage: 1,
      visibleold: 1,
      groupmode: 0,
      groupingid: 0,
      completion: automaticCompletion,
      completiongradeitemnumber: null,
      completionview: 0,
      completionexpected: 0,
      availability: null,
      showdescription: 0,
    }),
    xml('tags'),
  ])
}

function describeScorm(activity: BackupActivity, index: number): XmlElement {
  const packed = activity.files.find(({ area }) => area === 'package')
  const { sco } = ids.scoes(index)
  const intro = activity.description.trim() === '' ? '' : `<p>${escapeXml(activity.description).replace(/\n/g, '<br>')}</p>`
  const id = String(ids.activity(index))
  return xml(
    'activity',
    { id, moduleid: String(ids.module(index)), modulename: 'scorm', contextid: String(ids.moduleContext(index)) },
    [
      xml('scorm', { id }, [
        ...fields({
          name: cutName(activity.title),
          scormtype: 'local',
          reference: packed?.name ?? '',
          intro,
          introformat: 1,
          version: 'SCORM_1.2',
          maxgrade: 100,
          grademethod: highestGrade,
          whatgrade: 0,
          maxattempt: 0,
          forcecompleted: 0,
          forcenewattempt: 0,
          lastattemptlock: 0,
          masteryoverride: 1,
          displayattemptstatus: 1,
          displaycoursestructure: 0,
          updatefreq: 0,
          sha1hash: packed?.sha1 ?? '',
          md5hash: '',
          revision: 1,
          launch: sco,
          skipview: skipPageAlways,
          hidebrowse: 1,
          hidetoc: tocDisabled,
          nav: noNavigation,
          navpositionleft: -100,
          navpositiontop: -100,
          auto: 0,
          popup: 0,
          options: '',
          width: 100,
          // With Moodle's own head above it, all of it is on the screen of a small laptop after one turn of the wheel.
          height: 640,
          timeopen: 0,
          timeclose: 0,
          timemodified: backupTime,
          completionstatusrequired: doneStatus,
          completionscorerequired: null,
          completionstatusallscos: 0,
          autocommit: 0,
        }),
        xml('scoes', {}, describeScoes(activity, index)),
      ]),
    ],
  )
}

/** What Moodle would read from the package's manifest. */
function describeScoes({ lessonId, title, passMark }: BackupActivity, index: number): readonly XmlElement[] {
  const { organisation, sco } = ids.scoes(index)
  const name = `organization-${lessonId}`
  const datum = (number: number, key: string, value: string): XmlElement =>
    xml('sco_data', { id: String(sco * 2 + number) }, fields({ name: key, value }))
  const empty = ['seq_ruleconds', 'seq_rolluprules', 'seq_objectives', 'sco_tracks'].map((each) => xml(each))
  const record = (id: number, values: Readonly<Record<string, string | number>>, data: readonly XmlElement[]): XmlElement =>
    xml('sco', { id: String(id) }, [
      ...fields({ manifest: `tidbit-${lessonId}`, ...values, title: cutName(title) }),
      xml('sco_datas', {}, data),
      ...empty,
    ])
  return [
    record(organisation, { organization: '', parent: '/', identifier: name, launch: '', scormtype: '', sortorder: 1 }, []),
    record(
      sco,
      {
        organization: name,
        parent: name,
        identifier: `item-${lessonId}`,
        launch: 'index.html',
        scormtype: 'sco',
        sortorder: 2,
      },
      [datum(0, 'isvisible', 'true'), ...(passMark === null ? [] : [datum(1, 'masteryscore', String(passMark))])],
    ),
  ]
}

function describeGrades({ title, passMark }: BackupActivity, index: number): XmlElement {
  return xml('activity_gradebook', {}, [
    xml('grade_items', {}, [
      xml('grade_item', { id: String(ids.gradeItem(index)) }, [
        ...fields({
          categoryid: ids.gradeCategory,
          itemname: cutName(title),
          itemtype: 'mod',
          itemmodule: 'scorm',
          iteminstance: ids.activity(index),
          itemnumber: 0,
          iteminfo: null,
          idnumber: '',
          calculation: null,
          gradetype: 1,
          grademax: '100.00000',
          grademin: '0.00000',
          scaleid: null,
          outcomeid: null,
          gradepass: `${passMark ?? 0}.00000`,
          ...gradeDefaults,
          sortorder: ids.gradeItem(index),
          ...gradeState,
        }),
        xml('grade_grades'),
      ]),
    ]),
    xml('grade_letters'),
  ])
}

/** As a new grade item has them. */
export const gradeDefaults = {
  multfactor: '1.00000',
  plusfactor: '0.00000',
  aggregationcoef: '0.00000',
  aggregationcoef2: '0.00000',
  weightoverride: 0,
} as const
export const gradeState = {
  display: 0,
  decimals: none,
  hidden: 0,
  locked: 0,
  locktime: 0,
  needsupdate: 1,
  timecreated: backupTime,
  timemodified: backupTime,
} as const

function describeReferences({ files }: BackupActivity, index: number, firstFileId: number): XmlElement {
  return xml('inforef', {}, [
    xml(
      'fileref',
      {},
      files.map((_, offset) => xml('file', {}, fields({ id: firstFileId + offset }))),
    ),
    xml('grade_itemref', {}, [xml('grade_item', {}, fields({ id: ids.gradeItem(index) }))]),
  ])
}
