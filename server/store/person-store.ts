import { type Connection, Schema, type Types } from "mongoose"
import { Locale, type Person, Role } from "../../shared/person.ts"
import { isDuplicateKey, strictRows } from "./database.ts"
import { oid, toInstant } from "./rows.ts"

type PersonRow = {
  _id: Types.ObjectId
  email: string
  name: string
  role: Person["role"]
  departments: string[]
  locale: Person["locale"]
  active: boolean
  passwordHash: string
  createdAt: Date
}

const schema = new Schema<PersonRow>(
  {
    email: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, enum: Role.options, required: true },
    departments: { type: [String], default: [] },
    locale: { type: String, enum: Locale.options, required: true },
    active: { type: Boolean, required: true },
    passwordHash: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  strictRows,
)
schema.index({ email: 1 }, { unique: true })
schema.index({ role: 1, active: 1 })

export type NewPerson = Omit<Person, "id" | "createdAt"> & { passwordHash: string; createdAt: Date }
export type PersonChange = Partial<Omit<Person, "id" | "email" | "createdAt"> & { passwordHash: string }>
export type PersonStore = ReturnType<typeof createPersonStore>

/** Those who sign in. Password hashes leave this store only through `findCredentials`. */
export function createPersonStore(connection: Connection) {
  const model = connection.model("Person", schema, "people")

  return {
    async find(id: string): Promise<Person | null> {
      const row = await model.findById(oid(id)).lean<PersonRow>()
      return row && toPerson(row)
    },

    async findCredentials(email: string): Promise<{ person: Person; passwordHash: string } | null> {
      const row = await model.findOne({ email }).lean<PersonRow>()
      return row && { person: toPerson(row), passwordHash: row.passwordHash }
    },

    async list(): Promise<Person[]> {
      const rows = await model.find({}).sort({ email: 1 }).lean<PersonRow[]>()
      return rows.map(toPerson)
    },

    async activeAdmins(): Promise<number> {
      return model.countDocuments({ role: "admin", active: true })
    },

    /** Null when the e-mail address is taken. */
    async insert(person: NewPerson): Promise<Person | null> {
      try {
        const [row] = await model.create([person])
        return row ? toPerson(row.toObject()) : null
      } catch (error) {
        if (isDuplicateKey(error)) return null
        throw error
      }
    },

    async change(id: string, change: PersonChange): Promise<Person | null> {
      const row = await model
        .findOneAndUpdate({ _id: oid(id) }, { $set: change }, { returnDocument: "after" })
        .lean<PersonRow>()
      return row && toPerson(row)
    },
  }
}

const toPerson = (row: PersonRow): Person => ({
  id: row._id.toString(),
  email: row.email,
  name: row.name,
  role: row.role,
  departments: row.departments,
  locale: row.locale,
  active: row.active,
  createdAt: toInstant(row.createdAt),
})
