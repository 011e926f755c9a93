import { z } from "zod"

/** A department's id is a stable slug: the classifier is trained on it. */
export const DepartmentId = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/)
export type DepartmentId = z.infer<typeof DepartmentId>

/** A service of the city. The list is data that admins edit. */
export const Department = z.object({
  id: DepartmentId,
  name: z.object({ fr: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) }),
  /** Order in menus. */
  position: z.number().int(),
  active: z.boolean(),
})
export type Department = z.infer<typeof Department>
