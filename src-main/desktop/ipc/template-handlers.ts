import { basename } from 'node:path'
import type { TemplateSummary } from '#shared/ipc/areas/templates.ts'
import { lessonPosterUrl, templateUrl } from '#shared/ipc/media-url.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { countSlots } from '#shared/template/template-file.ts'
import { ticks } from '#shared/time/ticks.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { Templates } from '#main/core/templates/templates.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `templates.${string}`>

type Services = {
  readonly library: LibraryClient
  readonly posters: Pick<LessonPosters, 'learn'>
  readonly templates: Templates
}

export function createTemplateHandlers({ library, posters, templates }: Services): Pick<ChannelHandlers, Names> {
  async function listOwn(): Promise<readonly TemplateSummary[]> {
    const cards = (await library.list({ kind: 'template' })).filter(({ newer }) => !newer)
    posters.learn(cards)
    return Promise.all(
      cards.map(async ({ id, title, durationTicks, posterFile }): Promise<TemplateSummary> => {
        const { document } = await library.open(id)
        return {
          templateId: id,
          origin: 'own',
          kind: document.template?.kind ?? 'lesson',
          name: title,
          summary: document.template?.summary ?? '',
          durationTicks: ticks(durationTicks),
          slots: countSlots(document),
          posterUrl: posterFile === null ? null : lessonPosterUrl(id, basename(posterFile)),
          filmUrl: null,
        }
      }),
    )
  }

  return {
    async 'templates.list'() {
      const { templates: shipped } = await templates.index()
      const cards = shipped.map(({ id, template: { kind, name, summary }, durationTicks, slots }): TemplateSummary => ({
        templateId: id,
        origin: 'shipped',
        kind,
        name,
        summary,
        durationTicks,
        slots,
        posterUrl: templateUrl(id, 'poster'),
        filmUrl: templateUrl(id, 'film'),
      }))
      return { templates: [...(await listOwn()), ...cards] }
    },
    async 'templates.start'(order) {
      return { projectId: await templates.start(order) }
    },
    async 'templates.save'({ projectId, name, summary, choices }) {
      return { templateId: await templates.save({ projectId, template: { name, summary }, choices }) }
    },
    async 'templates.delete'({ templateId }) {
      await library.delete(templateId as LessonId)
      return {}
    },
    async 'templates.restore'({ templateId }) {
      await library.restore(templateId as LessonId)
      return {}
    },
  }
}
