import { findAll, findOne, readXml, type Node } from './read-xml.ts'

/** What a candidate answered, by response variable: one value, or several. Pairs are "a b". */
export type Responses = Readonly<Record<string, readonly string[]>>
type Value = readonly string[] | null

/** Scores an item as its own response processing says: the part of QTI 2.1 that our items use, and nothing else. */
export function scoreItem(item: string, responses: Responses): Readonly<Record<string, readonly string[]>> {
  const root = readXml(item)
  const declarations = new Map(findAll(root, 'responseDeclaration').map((each) => [each.attributes['identifier'] ?? '', each]))
  const outcomes = new Map<string, readonly string[]>()
  for (const declared of findAll(root, 'outcomeDeclaration')) {
    const initial = findAll(declared, 'value').map(({ text }) => text)
    if (initial.length > 0) outcomes.set(declared.attributes['identifier'] ?? '', initial)
  }

  const valueOf = (name: string): Value => outcomes.get(name) ?? (responses[name]?.length ? responses[name] : null)
  const declaration = (name: string): Node => {
    const found = declarations.get(name)
    if (!found) throw new Error(`no response ${name}`)
    return found
  }

  function map(name: string): number {
    const mapping = findOne(declaration(name), 'mapping')
    const entries = findAll(mapping, 'mapEntry')
    const sum = [...new Set(responses[name] ?? [])].reduce((total, given) => {
      const entry = entries.find(({ attributes }) => {
        const key = attributes['mapKey'] ?? ''
        return attributes['caseSensitive'] === 'false' ? key.toLowerCase() === given.toLowerCase() : key === given
      })
      return total + Number(entry ? entry.attributes['mappedValue'] : mapping.attributes['defaultValue'])
    }, 0)
    const { lowerBound = '-Infinity', upperBound = 'Infinity' } = mapping.attributes
    return Math.min(Number(upperBound), Math.max(Number(lowerBound), sum))
  }

  function evaluate(node: Node): Value {
    const parts = (): readonly Value[] => node.children.map(evaluate)
    const truth = (value: boolean): Value => [String(value)]
    const { identifier = '' } = node.attributes
    switch (node.name) {
      case 'variable':
        return valueOf(identifier)
      case 'correct':
        return findAll(findOne(declaration(identifier), 'correctResponse'), 'value').map(({ text }) => text)
      case 'baseValue':
        return [node.text]
      case 'mapResponse':
        return [String(map(identifier))]
      case 'sum':
        return [String(parts().reduce((total, part) => total + Number(part?.[0]), 0))]
      case 'index':
        return parts()[0]?.slice(Number(node.attributes['n']) - 1, Number(node.attributes['n'])) ?? null
      case 'isNull':
        return truth(parts()[0] === null)
      case 'not':
        return truth(parts()[0]?.[0] !== 'true')
      case 'and':
        return truth(parts().every((part) => part?.[0] === 'true'))
      case 'or':
        return truth(parts().some((part) => part?.[0] === 'true'))
      case 'gt': {
        const [left, right] = parts()
        return truth(Number(left?.[0]) > Number(right?.[0]))
      }
      case 'match': {
        const [left, right] = parts()
        const ordered = [...declarations.values()].some(({ attributes }) => attributes['cardinality'] === 'ordered')
        const key = (value: Value | undefined): string => JSON.stringify(ordered ? value : value?.toSorted())
        return truth(left !== null && key(left) === key(right))
      }
      default:
        throw new Error(`unknown expression ${node.name}`)
    }
  }

  function run(rules: readonly Node[]): void {
    for (const rule of rules)
      if (rule.name === 'setOutcomeValue') {
        const [expression] = rule.children
        const value = expression ? evaluate(expression) : null
        if (value !== null) outcomes.set(rule.attributes['identifier'] ?? '', value)
      } else if (rule.name === 'responseCondition') {
        const [condition, otherwise] = rule.children
        const [test, ...then] = condition?.children ?? []
        if (test && evaluate(test)?.[0] === 'true') run(then)
        else run(otherwise?.children ?? [])
      } else throw new Error(`unknown rule ${rule.name}`)
  }

  run(findAll(root, 'responseProcessing')[0]?.children ?? [])
  return Object.fromEntries(outcomes)
}
