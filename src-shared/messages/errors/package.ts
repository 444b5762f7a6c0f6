export const packageErrors = {
  'package.empty-lesson': (_: Record<string, never>) => 'The lesson has no clip yet. Add one before you export it.',
  'package.empty-prompt': (p: { at: string }) => `The question at ${p.at} has no text yet. Write it, or take the question out.`,
  'package.empty-choice': (p: { prompt: string }) =>
    `One answer of the question “${p.prompt}” has neither text nor picture. Fill it in, or take it out.`,
  'package.too-few-choices': (p: { prompt: string }) =>
    `The question “${p.prompt}” has fewer than two choices. Add choices to pick from.`,
  'package.no-correct-choice': (p: { prompt: string }) =>
    `The question “${p.prompt}” has no correct choice. Mark at least one as correct.`,
  'package.no-accepted-answer': (p: { prompt: string }) =>
    `The question “${p.prompt}” accepts no answer that can be given. Write one of letters or digits, or let any answer pass and take its points away.`,
  'package.no-blank': (p: { prompt: string }) =>
    `The question “${p.prompt}” has no blank. Type three underscores (___) where learners fill in a word.`,
  'package.empty-blank': (p: { prompt: string }) =>
    `A blank of the question “${p.prompt}” has no accepted answer. Write what belongs there.`,
  'package.no-region': (p: { prompt: string }) =>
    `The question “${p.prompt}” has no place on the picture to point at. Draw one around the right answer.`,
  'package.unnamed-region': (p: { prompt: string }) =>
    `A place on the picture of the question “${p.prompt}” has no name. Name it, for learners who cannot see or tap it.`,
  'package.overlapping-regions': (p: { prompt: string }) =>
    `Two places on the picture of the question “${p.prompt}” overlap, so a tap could mean both. Move them apart.`,
  'package.empty-match': (p: { prompt: string }) =>
    `One answer of the question “${p.prompt}” has no partner. Write what belongs to it, or take it out.`,
  'package.same-choices': (p: { prompt: string }) =>
    `Two answers of the question “${p.prompt}” say the same, so nobody could tell them apart. Change one of them.`,
  'package.branch-over-scored': (p: { prompt: string }) =>
    `The question “${p.prompt}” leads past a question that counts points. Let it lead to that question, or back.`,
  'package.too-many-questions': (_: Record<string, never>) =>
    'The lesson asks for more answers than a platform can remember (4,096 characters in SCORM 1.2). Take some questions out.',
  'package.no-questions': (_: Record<string, never>) =>
    'The lesson has no question, and a question bank holds nothing else. Add a question, or choose another kind of package.',
  'package.h5p-unreadable': (p: { file: string }) =>
    `“${p.file}” is not an .h5p file that can be opened. Export one again from your platform.`,
  'package.h5p-content-only': (p: { file: string }) =>
    `“${p.file}” carries no libraries, only content. Choose an interactive video that was exported from a platform with H5P.`,
  'package.h5p-libraries-missing': (p: { file: string; libraries: string }) =>
    `“${p.file}” lacks what this lesson needs: ${p.libraries}. Export an interactive video with these kinds of question from an up-to-date platform, or leave the libraries to your platform.`,
  'package.h5p-hotspot': (p: { prompt: string }) =>
    `H5P’s Interactive Video has no question in which learners point at a place (“${p.prompt}”): its hotspots only lead elsewhere, without points. Change its kind, or choose another kind of package.`,
  'package.h5p-picture': (p: { prompt: string }) =>
    `H5P shows no pictures at answers, and one of “${p.prompt}” is a picture without words. Describe it in words, or choose another kind of package.`,
  'package.player-missing': (p: { folder: string }) =>
    `The learner’s player is not in “${p.folder}”. Run “npm run build:player” and try again.`,
  'package.source-missing': (p: { path: string }) =>
    `The package needs “${p.path}”, but that file was not made. Please try again and report it if it happens twice.`,
  'package.damaged': (p: { path: string }) =>
    `The finished package did not read back as written (“${p.path}”), so it was removed. Check the disk and try again.`,
} as const
