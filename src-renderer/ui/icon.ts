import type { LucideIcon } from 'lucide-react'

/** One set of icons, so that stroke and optical size match everywhere. */
export type Icon = LucideIcon
