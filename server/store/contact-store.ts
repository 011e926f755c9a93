import { type Connection, Schema, type Types } from "mongoose"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

/** Someone who writes to the city, as one network knows them. Only what is needed to answer (users.md R3). */
export type Contact = { id: string; network: Network; externalId: string; username: string; name: string }

type ContactRow = { _id: Types.ObjectId } & Omit<Contact, "id">

const schema = new Schema<ContactRow>(
  {
    network: { type: String, enum: Network.options, required: true },
    externalId: { type: String, required: true },
    username: { type: String, default: "" },
    name: { type: String, default: "" },
  },
  strictRows,
)
schema.index({ network: 1, externalId: 1 }, { unique: true })

export type ContactStore = ReturnType<typeof createContactStore>

/** The people who write to the city. */
export function createContactStore(connection: Connection) {
  const model = connection.model("Contact", schema)

  return {
    /** Makes the contact known, or brings its names up to date when the network gave some. */
    async upsert({ network, externalId, username, name }: Omit<Contact, "id">): Promise<Contact> {
      const names = { ...(username && { username }), ...(name && { name }) }
      const row = await model
        .findOneAndUpdate(
          { network, externalId },
          { $setOnInsert: { network, externalId }, ...(Object.keys(names).length > 0 && { $set: names }) },
          { upsert: true, returnDocument: "after", setDefaultsOnInsert: true },
        )
        .lean<ContactRow>()
      if (!row) throw new Error("an upsert returned nothing")
      return toContact(row)
    },

    async findByExternalId(network: Network, externalId: string): Promise<Contact | null> {
      const row = await model.findOne({ network, externalId }).lean<ContactRow>()
      return row && toContact(row)
    },

    /** Takes the person's names away; the network's number stays, so that a thread keeps its place. */
    async forget(id: string): Promise<void> {
      await model.updateOne({ _id: oid(id) }, { $set: { username: "", name: "" } })
    },

    async find(id: string): Promise<Contact | null> {
      const row = await model.findById(oid(id)).lean<ContactRow>()
      return row && toContact(row)
    },
  }
}

const toContact = (row: ContactRow): Contact => ({
  id: row._id.toString(),
  network: row.network,
  externalId: row.externalId,
  username: row.username,
  name: row.name,
})
