import { createHash } from "node:crypto"
import { type Connection, Schema, type Types } from "mongoose"
import { Network } from "../../shared/network.ts"
import { strictRows } from "./database.ts"
import { oid } from "./rows.ts"

/** A person was sent to a network's page of consent and has not come back yet. */
export type Consent = {
  network: Network
  /** The account that is to be connected again; null: whichever the person chooses. */
  accountId: string | null
  sealedVerifier: string
}

type ConsentRow = Omit<Consent, "accountId"> & {
  _id: string
  personId: Types.ObjectId
  accountId: Types.ObjectId | null
  expiresAt: Date
}

const schema = new Schema<ConsentRow>(
  {
    _id: { type: String, required: true },
    personId: { type: Schema.Types.ObjectId, required: true },
    network: { type: String, enum: Network.options, required: true },
    accountId: { type: Schema.Types.ObjectId, default: null },
    sealedVerifier: { type: String, required: true },
    expiresAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export type ConsentStore = ReturnType<typeof createConsentStore>

/** Consents that were asked for; known by the SHA-256 of the state that comes back. */
export function createConsentStore(connection: Connection) {
  const model = connection.model("Consent", schema)
  const idOf = (state: string) => createHash("sha256").update(state).digest("base64url")

  return {
    async insert(state: string, personId: string, consent: Consent, expiresAt: Date): Promise<void> {
      const { network, accountId, sealedVerifier } = consent
      const row = { network, sealedVerifier, accountId: accountId && oid(accountId), expiresAt }
      await model.create([{ _id: idOf(state), personId: oid(personId), ...row }])
    },

    /** Once: a state that comes back twice, or to somebody else, finds nothing. */
    async take(state: string, personId: string, now: Date): Promise<Consent | null> {
      const row = await model
        .findOneAndDelete({ _id: idOf(state), personId: oid(personId), expiresAt: { $gt: now } })
        .lean<ConsentRow>()
      if (!row) return null
      const { network, sealedVerifier, accountId } = row
      return { network, sealedVerifier, accountId: accountId?.toString() ?? null }
    },
  }
}
