/** The page in which H5P plays a package that is tried. */
export const h5pPageText = {
  noPlayer:
    'H5P’s player is not part of this copy of Tidbit Studio: it was built without a network. Upload the file to a platform with H5P to try it.',
  notPlayed: (reason: string) => `H5P could not play this: ${reason}`,
  learnerName: 'Learner, Try',
} as const
