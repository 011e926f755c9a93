import { type mongo, Schema, Types } from "mongoose"
import type { PersonRef } from "../../shared/person.ts"

/** A part of a row: as strict as the row, without an id of its own. */
export const embedded = { _id: false, strict: "throw", versionKey: false } as const

export type PersonRefRow = { _id: Types.ObjectId; name: string }

/** A person as written beside what they did: the name stays as it was then. */
export const personRefSchema = new Schema<PersonRefRow>(
  { _id: { type: Schema.Types.ObjectId, required: true }, name: { type: String, required: true } },
  { strict: "throw", versionKey: false },
)

export const toPersonRef = ({ _id, name }: PersonRefRow): PersonRef => ({ id: _id.toString(), name })
export const fromPersonRef = ({ id, name }: PersonRef): PersonRefRow => ({
  _id: new Types.ObjectId(id),
  name,
})
export const toInstant = (date: Date): string => date.toISOString()
export const toInstantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null
export const oid = (id: string): Types.ObjectId => new Types.ObjectId(id)
/** A row's bytes: read without a model they come in the driver's own wrapping. */
export const toBuffer = (bytes: mongo.Binary | Buffer): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer.subarray(0, bytes.position))
