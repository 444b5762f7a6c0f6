const overview = `tidbit: makes interactive micro-lessons from phone clips

  tidbit probe FILE [--json]            what a clip is, and what the clip doctor found
  tidbit doctor FILE [--json]           what is unusual about a clip, and what Tidbit does about it
  tidbit split FILE --out FOLDER        a long recording into a series of short lessons
  tidbit transcribe FILE --out FILE.vtt what is said in a clip, as captions
  tidbit models                         the speech models of this computer, and those that can be had
  tidbit captions FILE --out FILE.srt   captions in another format, of a file or a lesson
  tidbit validate LESSON                checks a lesson.json and says what to mend
  tidbit render LESSON --out FILE.mp4   a plain video, captions burned in, WebVTT beside it
  tidbit package LESSON --format scorm12|scorm2004|cmi5|web|h5p|cc11|cc13|qti21|media --out FILE
                                        an interactive lesson for a website or a learning platform
  tidbit pack LESSON --out FILE.tidbit  a lesson with its media in one file, for colleagues
  tidbit preflight LESSON|PACKAGE       what keeps learners or platforms from using it, and what to do
  tidbit publish PACKAGE --to PLACE     copies or uploads a finished package
  tidbit try PACKAGE [--journey FILE]   goes through a package as a learner, and says what its platform is told
  tidbit course LESSON … --format mbz|scorm2004|cc13|cc11 --out FILE
                                        several lessons in one file for a learning platform
  tidbit batch RECIPE --input FOLDER|LIST|SHEET --out FOLDER
                                        one recipe over many clips; again, and only what has changed is made
  tidbit worker --queue redis://… --store FOLDER|s3://…
                                        makes what batches on other computers hand out
  tidbit demo                           makes the sample lesson into packages under out/demo
  tidbit help COMMAND                   the options of a command

LESSON is a lesson.json (docs/format.md), a document.json or a .tidbit file.
Progress, warnings and errors go to stderr (--progress json: one JSON object a line), results to stdout.
Exit code: 0 done, 1 failed, 2 wrong usage.`

const topics = {
  probe: `tidbit probe FILE [--json]

Prints size, length, rotation, frame rate and sound of a clip, and what needs care.
  --json   the whole interpretation as JSON`,
  doctor: `tidbit doctor FILE [--json]

Examines a clip and says in plain words what is unusual or wrong about it and what Tidbit does about it. The file is never changed.
A clip that can be used ends with exit code 0, one that cannot with 1.
  --json   the findings as JSON: code, severity (info, warning), params, message`,
  split: `tidbit split FILE --out FOLDER [--by silence|scene|markers] [--target 45] [--language en] [--dry-run] [--json]

Proposes where to cut a long recording and writes one lesson.json a part into FOLDER. The recording is neither copied nor changed:
every lesson names it with an in and an out point.
  --by silence    cuts where nobody speaks (default)
  --by scene      prefers new scenes, still never in the middle of a word
  --by markers    at the chapters of the file; what is longer than 180 s is cut further
  --target 45     how many seconds a lesson should last; none lasts more than 180
  --language en   the language of the lessons
  --dry-run       prints the parts and writes nothing
  --json          the parts as JSON`,
  transcribe: `tidbit transcribe FILE [--out FILE.vtt] [--json] [--model MODEL] [--language en] [--audience adult] [--engine vosk|whisper]

Writes down what is said in a clip or sound and divides it into captions that can be read. The sound never leaves this computer.
  --model MODEL      the folder of a Vosk model, or a ggml file (.bin) of Whisper; the best of “tidbit models” otherwise
  --engine vosk      which engine to use, where there are models of both
  --language en      what is spoken; Whisper finds out by itself otherwise
  --audience adult   primary, secondary or adult: how fast they read
  --json             the words with their times and how sure the engine is`,
  models: `tidbit models [--json]
tidbit models add FILE
tidbit models download ID
tidbit models remove ID

Lists the speech models that turn sound into words, and fetches, adds or removes one. The app has the same ones.
A download that was stopped goes on where it was; what comes is compared with its known sum. Nothing but the request for the file leaves
this computer.
  add FILE       a ggml file of Whisper, or the zip file or the folder of a Vosk model; it is copied
  download ID    from its makers (huggingface.co or alphacephei.com)
  remove ID      deletes its files
  --json         the list as JSON`,
  captions: `tidbit captions FILE --out FILE.vtt|.srt|.ass|.ttml|.txt [--track en]

Reads the captions of a file (WebVTT, SubRip, SubStation Alpha, TTML or a transcript, in any common encoding) or of a lesson, and writes
them in the format that --out names. Says what was repaired and what the format cannot hold.
  --track en   which captions of a lesson; those that show otherwise. Of a file, the language it is in`,
  validate: `tidbit validate LESSON [--json]

Checks a lesson and every file it names, and lists all problems with their place.
  --json   the problems and warnings as JSON`,
  render: `tidbit render LESSON --out FILE.mp4 [--preset lms|social|low|archive|source] [--no-burn] [--max-size 20MB]
              [--codec h264|hevc|vp9] [--poster] [--poster-at SECONDS] [--hardware]

Renders the lesson as a video with the captions as FILE.vtt beside it.
  --preset lms      1080p, 30 fps, at most 4.5 Mbit/s (default)
  --preset social   source rate up to 60 fps, 10 Mbit/s, louder (-14 LUFS instead of -16)
  --preset low      720p, 2 Mbit/s, for slow connections
  --preset archive  the best picture, for keeping and editing on; large and slow
  --preset source   size and rate of the first clip; what needs no new pixels is copied, not encoded
  --no-burn         keeps the captions out of the picture; in an MP4 players switch them on and off
  --max-size 20MB   stays below this size (MB = a million bytes); looks at the pictures twice
  --codec hevc      smaller files for Apple's devices and new phones (.mp4)
  --codec vp9       WebM with Opus, for websites (--out FILE.webm); slow
  --poster          also writes FILE.jpg, the picture at one second or at --poster-at SECONDS
  --hardware        lets the graphics card encode where it can: faster, larger, not the same bytes everywhere`,
  package: `tidbit package LESSON --format scorm12|scorm2004|cmi5|web|h5p|cc11|cc13|qti21|media --out FILE [--preset lms|social|low|archive|source] [--max-size 20MB]

Makes a package with a player that pauses at each question, scores and resumes.
  --format scorm12     for Moodle, Canvas and other learning platforms
  --format scorm2004   for platforms that tell pass and completion apart (4th Edition)
  --format cmi5        for platforms with an xAPI record store
  --format web         opens in a browser by double-click
  --format h5p         H5P Interactive Video (.h5p), for Moodle, WordPress and Lumi; its libraries are the platform's
  --format cc13        Common Cartridge 1.3 (.imscc): the film as a page, the questions as a quiz of the platform
  --format cc11        Common Cartridge 1.1 (.imscc), which Moodle restores
  --format qti21       the questions alone (QTI 2.1), for a question bank
  --format media       the film with captions (.vtt, .srt), transcript (.txt, a page) and pictures, without questions
  --h5p-libraries FILE.h5p
                       takes the libraries along from a package that your platform exported, in the versions it has
  --max-size 20MB      keeps the whole package below a platform's limit
  --note TEXT          what is new in this version; goes into the package. Where FILE is replaced, the two are compared: what does not
                       fit results that learners already have is told. For h5p, cc11, cc13, qti21 and media, which have no
                       room for it, what to compare with is kept beside FILE, as FILE.tidbit.json`,
  pack: `tidbit pack LESSON --out FILE.tidbit

Packs the whole lesson with its clips into one file: colleagues open it in Tidbit Studio, and every command takes it as LESSON.
Clips go along whole, also the parts that were cut away; the history of edits and the folders of this computer do not.`,
  preflight: `tidbit preflight LESSON|PACKAGE [--since PACKAGE] [--json] [--report FILE.html]

Checks a lesson, or a finished package of any program, before learners meet it: captions and their reading speed, contrast of text over
the pictures themselves, flashing, loudness, safe zones, questions, pass mark, size, fonts, files, identifiers, and what tells of people.
The exit code is 1 where there are errors.
  --since PACKAGE      an earlier package of the lesson: what has changed so that results of learners no longer fit
  --json               the findings as JSON: code, severity (error, warning, advice), message, atSeconds, item, fix
  --report FILE.html   the report as a page to keep or print`,
  publish: `tidbit publish PACKAGE --to folder:PATH|tus:URL|moodle:URL|scormcloud:APP-ID [--course NUMBER] [--secret-stdin] [--test]

Copies a finished package into a folder, or uploads it. Nothing but the place that --to names is contacted, over https only.
The access key (Moodle: token; SCORM Cloud: secret key; tus: bearer token, if it wants one) is taken from the environment variable
TIDBIT_PUBLISH_SECRET, or from the standard input with --secret-stdin, and is stored nowhere.
  --to folder:PATH         a folder of this computer or of the network; an older file of the same name is replaced
  --to tus:URL             an upload server (tus.io); what broke off goes on the next time
  --to moodle:URL          into your private files, and tells the page on which to make the activity
  --to scormcloud:APP-ID   as a course of that application; the same lesson again is a new version of it
  --course NUMBER          Moodle: the course in which the activity is to be
  --test                   sends nothing; asks only whether the place accepts the key`,
  try: `tidbit try PACKAGE [--journey FILE.json] [--part N] [--json]

Lets a learner go through the very package, without a display: its own player runs against a SCORM platform, a record store or a browser's
memory, and time passes by itself. Says in words what the platform is told, then score, completion, success and what is stored.
Exit code 1 where that is not what the journey expects, or where the package breaks a rule of its standard.
  --journey FILE   what the learner does and what should come of it (docs/format.md); everything right otherwise
  --part N         which lesson of a course; the first otherwise
  --json           the report as JSON, with every call as it was made`,
  course: `tidbit course LESSON LESSON … --format mbz|scorm2004|cc13|cc11 --out FILE [--title TITLE] [--preset lms|low|archive]

Makes one file of several lessons, in their order. Every lesson is checked before the first is rendered, and each is rendered once.
  --format mbz         a Moodle backup (.mbz) with a SCORM activity for each lesson; restore it in Moodle
  --format scorm2004   one SCORM package (.zip) with an item for each lesson
  --format cc13        one Common Cartridge 1.3 (.imscc), each lesson a page and a quiz
  --format cc11        the same as version 1.1
  --title TITLE        of the course; that of the first lesson otherwise`,
  batch: `tidbit batch RECIPE --input FOLDER|PATTERN|LIST.txt|SHEET.csv|SHEET.xlsx --out FOLDER [--jobs N] [--dry-run] [--watch] [--report FILE] [--json]

Does what a recipe.json (docs/format.md) says to every clip, and goes on past those that fail. Again, and it makes only what failed, is gone,
or has changed: the clip, its row, the recipe or this program. Ctrl-C ends it; what was made stays. In FOLDER/tidbit-batch are a page, a
sheet and data that tell what came of each clip, and pictures of all results on one sheet. Exit code 1 where one failed, 2 where nothing could be begun.
  --input FOLDER    all clips in it and in the folders inside; PATTERN such as "clips/*.mp4"; LIST.txt with a file a line
  --input SHEET     one row a lesson; its columns give the recipe's {names}
  --jobs N          how many are made at once; by cores and memory otherwise
  --dry-run         only says what would be made, and what keeps rows from it
  --watch           stays and makes what comes into the folder, until Ctrl-C
  --report FILE     puts the report there (.html; the sheet and the data get its name)
  --json            the report, or the dry run, as JSON
  --queue redis://SERVER:6379   hands the work out to every “tidbit worker” of the same version at that Redis or Valkey; --jobs says how
                    many are handed out at once (16 otherwise). Its password may stand in TIDBIT_QUEUE_PASSWORD.
  --store DIR|s3://BUCKET       with --queue: what the files travel through, a folder that all computers reach, or an S3 store (its keys
                    in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, its address in AWS_ENDPOINT_URL)`,
  worker: `tidbit worker --queue redis://SERVER:6379 --store DIR|s3://BUCKET [--jobs N]

Makes lessons that “tidbit batch --queue” hands out, on as many computers as you like. Workers may come and go: what one leaves undone
another makes. Ctrl-C ends it when its lessons are made; a second time at once.
  --queue, --store   the same as the batch's (tidbit help batch)
  --jobs N           how many it makes at once; by cores and memory otherwise`,
  demo: `tidbit demo [--out FOLDER] [--format all]

Makes the sample lesson: a web package, a SCORM package, an MP4 and a contact sheet.
  --out FOLDER   where to put them (default out/demo)
  --format all   every kind of package, courses and the .tidbit file too`,
} as const

export type HelpTopic = keyof typeof topics

export function isHelpTopic(word: string): word is HelpTopic {
  return Object.hasOwn(topics, word)
}

/** The help of one command, or the overview. */
export function helpText(topic: HelpTopic | null): string {
  return topic === null ? overview : topics[topic]
}
