import type { Connector, ConnectorError, Effect, OutgoingReply, Source } from "../connectors/connector.ts"
import type { Batch, News } from "../connectors/incoming.ts"

export type Publication = OutgoingReply & { externalId: string }

/** A network in memory: keeps what it is given, and fails as it is told. */
export type FakeConnector = Connector & {
  published: Publication[]
  /** What was done to messages, in order. */
  effects: Effect[]
  /** What the next recheck says. */
  standing: News
  /** The next publish fails with this; `taken`: after the network took it. */
  failNext: (error: ConnectorError, options?: { taken: boolean }) => void
  /** What the next fetch of any source brings. */
  offer: (batch: Partial<Batch>) => void
  /** The cursors that fetches were asked with. */
  asked: (string | null)[]
  /** False: looking for replies finds nothing yet. */
  listsPublications: boolean
}

export function createFakeConnector(): FakeConnector {
  const failures: { error: ConnectorError; taken: boolean }[] = []
  let offered: Partial<Batch> = {}
  const connector: FakeConnector = {
    network: "x",
    sources: ["mentions"] satisfies Source[],
    published: [],
    effects: [],
    standing: { messages: [], removals: [], unreadable: [] },
    asked: [],
    listsPublications: true,
    failNext: (error, { taken } = { taken: false }) => void failures.push({ error, taken }),
    offer: (batch) => (offered = batch),
    identify: () => Promise.resolve({ externalId: "1", username: "VilleDeParvis", name: "Ville de Parvis" }),
    fetch: (_source, cursor) => {
      connector.asked.push(cursor)
      const batch = {
        messages: [],
        removals: [],
        unreadable: [],
        cursor,
        nextPollAt: new Date(0),
        reached: "all" as const,
        ...offered,
      }
      offered = {}
      return Promise.resolve(batch)
    },
    publish: (reply) => {
      const failure = failures.shift()
      if (failure && !failure.taken) return Promise.reject(failure.error)
      const externalId = `pub${connector.published.length + 1}`
      connector.published.push({ ...reply, externalId })
      return failure ? Promise.reject(failure.error) : Promise.resolve({ externalId, permalink: null })
    },
    findPublished: ({ text, pictures }, _since, taken) => {
      const found = connector.published.find(
        (publication) =>
          publication.text === text &&
          publication.pictures.length === pictures.length &&
          !taken.has(publication.externalId),
      )
      const seen = connector.listsPublications ? found : undefined
      return Promise.resolve(seen ? { externalId: seen.externalId, permalink: null } : null)
    },
    abilities: (target) => [
      { action: "reply", refusal: target.addressed ? null : "not_summoned", until: null },
      { action: "hide", refusal: target.underOurs ? null : "not_offered", until: null },
    ],
    act: (effect) => {
      const failure = failures.shift()
      if (failure) return Promise.reject(failure.error)
      connector.effects.push(effect)
      return Promise.resolve()
    },
    recheck: () => Promise.resolve(connector.standing),
    meter: () => ({ quotas: [], spentUsd: 0 }),
  }
  return connector
}
