export const systemErrors = {
  internal: (p: { detail: string }) =>
    `Something went wrong inside Tidbit Studio (${p.detail}). Your work is saved; please try again and report it if it happens twice.`,
  cancelled: (_: Record<string, never>) => 'Cancelled.',
  usage: (p: { detail: string }) => p.detail,
} as const
