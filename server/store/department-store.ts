import { type Connection, Schema } from "mongoose"
import type { Department } from "../../shared/department.ts"
import { strictRows } from "./database.ts"
import { embedded } from "./rows.ts"

type DepartmentRow = { _id: string } & Omit<Department, "id">

const schema = new Schema<DepartmentRow>(
  {
    _id: { type: String, required: true },
    name: {
      type: new Schema({ fr: String, en: String }, embedded),
      required: true,
    },
    position: { type: Number, required: true },
    active: { type: Boolean, required: true },
  },
  strictRows,
)

export type DepartmentStore = ReturnType<typeof createDepartmentStore>

/** The city's departments. */
export function createDepartmentStore(connection: Connection) {
  const model = connection.model("Department", schema)

  return {
    async list(): Promise<Department[]> {
      const rows = await model.find({}).lean<DepartmentRow[]>()
      return rows.map(toDepartment).sort((a, b) => a.position - b.position || a.id.localeCompare(b.id))
    },

    async find(id: string): Promise<Department | null> {
      const row = await model.findById(id).lean<DepartmentRow>()
      return row && toDepartment(row)
    },

    /** Adds the departments that are not there yet; leaves the others as admins made them. */
    async addMissing(departments: readonly Department[]): Promise<void> {
      for (const { id, ...department } of departments)
        await model.updateOne({ _id: id }, { $setOnInsert: department }, { upsert: true })
    },

    async change(id: string, change: Omit<Department, "id">): Promise<Department | null> {
      const row = await model
        .findOneAndUpdate({ _id: id }, { $set: change }, { returnDocument: "after" })
        .lean<DepartmentRow>()
      return row && toDepartment(row)
    },
  }
}

const toDepartment = (row: DepartmentRow): Department => ({
  id: row._id,
  name: { fr: row.name.fr, en: row.name.en },
  position: row.position,
  active: row.active,
})
