/** Where learners open a lesson, in the words of the export dialog. */
export const platformIds = ['moodle', 'canvas', 'other-platform', 'website', 'social'] as const
export type PlatformId = (typeof platformIds)[number]
