/** What an item bank leaves behind, by feature of `lessonFeatures`. */
export const itemBankLosses = {
  completion: 'The test that uses the questions decides when it is done and passed.',
  resume: 'Where a learner stopped is up to the test that uses the questions.',
  captions: 'Captions stay behind with the film.',
  challenge: 'The challenge stays behind: an item bank holds questions only.',
  'questions-in-film': 'Only the questions go along, and the pictures that they show: the film stays behind.',
  branches: 'No answer leads to another place of the film.',
  typos: 'Answers must be spelled exactly: small mistakes are not forgiven.',
  hints: 'Hints stay behind.',
} as const
