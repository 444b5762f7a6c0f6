import type { Page } from 'playwright'

/** What a screen reader comes to, in its order. */
export type SpokenNode = { readonly role: string; readonly name: string }

type Node = {
  readonly nodeId: string
  readonly parentId?: string
  readonly ignored: boolean
  readonly role?: { readonly value?: unknown }
  readonly name?: { readonly value?: unknown }
  readonly childIds?: readonly string[]
}

/** Chromium's accessibility tree, flat. */
export async function readAccessibilityTree(page: Page): Promise<readonly SpokenNode[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const spoken: SpokenNode[] = []
  const visit = (node: Node): void => {
    if (!node.ignored) spoken.push({ role: String(node.role?.value ?? ''), name: String(node.name?.value ?? '') })
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) visit(child)
    }
  }
  const root = nodes.find(({ parentId }) => parentId === undefined)
  if (root) visit(root)
  return spoken
}
