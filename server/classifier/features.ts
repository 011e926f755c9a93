/** Something a model weighs, and the tokens (by position) in which it shows. */
export type Feature = { name: string; tokens: number[] }

/** Collects features once each, whatever the number of times they occur: models look at presence. */
export function createFeatureList() {
  const byName = new Map<string, Feature>()
  return {
    add(name: string, ...tokens: number[]) {
      const feature = byName.get(name)
      if (feature) feature.tokens.push(...tokens)
      else byName.set(name, { name, tokens })
    },
    list: () => [...byName.values()],
  }
}
