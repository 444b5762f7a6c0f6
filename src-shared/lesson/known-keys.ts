import { z } from '../base/zod.ts'

/** The keys that a schema allows at a path of the input; where there are alternatives, those of the one the input chose. */
export function keysAt(whole: z.ZodType, input: unknown, path: readonly PropertyKey[]): readonly string[] {
  let candidates: readonly z.core.$ZodType[] = [whole]
  let value = input
  for (const part of path) {
    candidates = candidates.flatMap((schema) => alternatives(schema, value)).flatMap((schema) => step(schema, part))
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined
  }
  const objects = candidates.flatMap((schema) => alternatives(schema, value)).filter((schema) => schema instanceof z.ZodObject)
  const [best] = objects.toSorted((a, b) => sharedKeys(b, value) - sharedKeys(a, value))
  return best ? Object.keys(best.shape) : []
}

function sharedKeys(schema: z.ZodObject, value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(schema.shape).filter((key) => key in value).length : 0
}

function alternatives(schema: z.core.$ZodType, value: unknown): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap(), value)
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator
    const chosen = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
    return schema.options.filter(
      (option) =>
        option instanceof z.ZodObject && option.shape[key] instanceof z.ZodLiteral && option.shape[key].value === chosen,
    )
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => alternatives(option, value))
  return [schema]
}

function step(schema: z.core.$ZodType, part: PropertyKey): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodArray && typeof part === 'number') return [schema.element]
  if (schema instanceof z.ZodObject && typeof part === 'string' && Object.hasOwn(schema.shape, part)) {
    const member: z.core.$ZodType | undefined = schema.shape[part]
    return member ? [member] : []
  }
  return []
}
