import type { Connection, QueryFilter, UpdateQuery } from "mongoose"
import type { Media, Message } from "../../shared/message.ts"
import type { Revision } from "../../shared/revision.ts"
import { isDuplicateKey } from "./database.ts"
import {
  hasThread,
  type MessageRow,
  messageSchema,
  type NewMedia,
  toMessage,
  withKeptCopies,
  withoutCopies,
} from "./message-row.ts"
import { oid } from "./rows.ts"

/** A message as it is first seen. */
export type NewMessage = Omit<
  Message,
  "id" | "earlier" | "editedAt" | "removedAt" | "hidden" | "liked" | "media"
> & { revision: Revision; media: NewMedia[] }

/** Where a message is on its network. */
export type MessageKey = Pick<Message, "network" | "accountId" | "externalId">

/** What is known of a message that may come again. */
export type Standing = {
  id: string
  /** Null when it was removed before it was ever seen. */
  threadId: string | null
  revision: Revision
  /** The ids of all its versions seen so far. */
  revisionIds: string[]
  isRemoved: boolean
  /** Whether the network did not say who wrote it. */
  isNameless: boolean
}

export type MessageStore = ReturnType<typeof createMessageStore>

/** Everything that went over a network, in and out. */
export function createMessageStore(connection: Connection) {
  const model = connection.model("Message", messageSchema)
  const oneMessage = async (filter: QueryFilter<MessageRow>, update: UpdateQuery<MessageRow>) => {
    const row = await model.findOneAndUpdate(filter, update, { returnDocument: "after" }).lean<MessageRow>()
    return row && hasThread(row) ? toMessage(row) : null
  }

  const standing = async (filter: QueryFilter<MessageRow>): Promise<Standing | null> => {
    const row = await model
      .findOne(filter, { threadId: 1, revision: 1, "earlier.id": 1, removedAt: 1, "author.name": 1 })
      .lean<Pick<MessageRow, "_id" | "threadId" | "revision" | "earlier" | "removedAt" | "author">>()
    if (!row) return null
    return {
      id: row._id.toString(),
      threadId: row.threadId?.toString() ?? null,
      revision: row.revision,
      revisionIds: [row.revision.id, ...row.earlier.map(({ id }) => id)],
      isRemoved: row.removedAt !== null,
      isNameless: row.author?.name === "",
    }
  }

  return {
    /** What is known of the message the network calls so; null when it was never heard of. */
    standing: ({ network, accountId, externalId }: MessageKey) =>
      standing({ network, accountId: oid(accountId), externalId }),

    standingOf: (id: string) => standing({ _id: oid(id) }),

    async find(id: string): Promise<Message | null> {
      const row = await model.findById(oid(id)).lean<MessageRow>()
      return row && hasThread(row) ? toMessage(row) : null
    },

    /** Stores it, or returns null when the network's id is already there. */
    async insertOnce(message: NewMessage): Promise<Message | null> {
      try {
        const [row] = await model.create([
          {
            ...message,
            threadId: oid(message.threadId),
            accountId: oid(message.accountId),
            replyId: message.replyId && oid(message.replyId),
            media: withoutCopies(message.media),
            sentAt: new Date(message.sentAt),
            receivedAt: new Date(message.receivedAt),
          },
        ])
        if (!row) throw new Error("an insert returned nothing")
        return toMessage({ ...row.toObject(), threadId: oid(message.threadId) })
      } catch (error) {
        if (isDuplicateKey(error)) return null
        throw error
      }
    },

    /** Remembers that a message never seen here was removed; false when it is known after all. */
    async insertTrace({ network, accountId, externalId }: MessageKey, at: Date): Promise<boolean> {
      try {
        await model.create([
          {
            threadId: null,
            accountId: oid(accountId),
            network,
            externalId,
            direction: "in",
            visibility: "public",
            revision: { id: externalId, at },
            removedAt: at,
            addressed: false,
            underOurs: false,
            author: { username: "", name: "" },
            sentAt: at,
            receivedAt: at,
            threadVersion: 0,
          },
        ])
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    /** Makes a version the one that people see, and keeps the one they saw. */
    async revise(
      id: string,
      revision: Revision,
      to: Pick<Message, "text" | "classification" | "threadVersion"> & { media: NewMedia[] },
    ) {
      const row = await model.findById(oid(id), { revision: 1, text: 1, media: 1 }).lean<MessageRow>()
      if (!row) return null
      const media = withKeptCopies(to.media, row.media)
      return oneMessage(
        { _id: oid(id), removedAt: null },
        { $set: { ...to, media, revision }, $push: { earlier: { ...row.revision, text: row.text } } },
      )
    },

    /** Keeps a version that was written before the one that people see. */
    addEarlier: (id: string, version: Revision & { text: string }) =>
      oneMessage({ _id: oid(id), removedAt: null }, { $push: { earlier: version } }),

    /** Takes everything out of a message but its place (truth 5). */
    erase: (id: string, at: Date, threadVersion: number) =>
      oneMessage(
        { _id: oid(id), removedAt: null },
        {
          $set: {
            text: "",
            earlier: [],
            media: [],
            classification: null,
            permalink: null,
            removedAt: at,
            threadVersion,
          },
        },
      ),

    /** Tells what became of the copy of a picture, if the message still has that picture in that place. */
    setCopy: (id: string, index: number, url: string, copy: Media["copy"]) =>
      oneMessage(
        { _id: oid(id), removedAt: null, [`media.${index}.url`]: url },
        { $set: { [`media.${index}.copy`]: copy } },
      ),

    /** Records what the city did to it on the network. */
    mark: (id: string, marks: Partial<Pick<Message, "hidden" | "liked">>) =>
      oneMessage({ _id: oid(id) }, { $set: marks }),

    /** A thread's messages in the order they were said. */
    /** Gives the citizen of a thread these names in its messages; empty ones forget them. */
    async nameAuthor(threadId: string, { username, name }: Message["author"]): Promise<void> {
      await model.updateMany(
        { threadId: oid(threadId), direction: "in" },
        { $set: { "author.username": username, "author.name": name } },
      )
    },

    async ofThread(threadId: string): Promise<Message[]> {
      const rows = await model
        .find({ threadId: oid(threadId) })
        .sort({ sentAt: 1, _id: 1 })
        .lean<MessageRow[]>()
      return rows.filter(hasThread).map(toMessage)
    },

    /** The last thing the citizen said that is still there: what a reply answers. */
    async lastInbound(threadId: string): Promise<Message | null> {
      const row = await model
        .findOne({ threadId: oid(threadId), direction: "in", removedAt: null })
        .sort({ sentAt: -1, _id: -1 })
        .lean<MessageRow>()
      return row && hasThread(row) ? toMessage(row) : null
    },

    /** Public messages of citizens since then that are still here, newest first: what a recheck asks about. */
    async toRecheck(accountId: string, since: Date, until: Date, limit: number) {
      const rows = await model
        .find(
          {
            accountId: oid(accountId),
            direction: "in",
            visibility: "public",
            removedAt: null,
            sentAt: { $gte: since, $lte: until },
          },
          { externalId: 1, sentAt: 1 },
        )
        .sort({ sentAt: -1 })
        .limit(limit)
        .lean<Pick<MessageRow, "externalId" | "sentAt">[]>()
      return rows.map(({ externalId, sentAt }) => ({ externalId, sentAt }))
    },
  }
}
