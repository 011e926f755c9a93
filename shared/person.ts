import { z } from "zod"
import { DepartmentId } from "./department.ts"
import { Id, Instant } from "./id.ts"

/** `agent`: community manager. `head`: department head, sees only their departments. `admin`: also sets Parvis up. */
export const Role = z.enum(["agent", "head", "admin"])
export type Role = z.infer<typeof Role>

export const Locale = z.enum(["fr", "en"])
export type Locale = z.infer<typeof Locale>

/** Someone of the city hall who signs in. */
export const Person = z.object({
  id: Id,
  email: z.email(),
  name: z.string(),
  role: Role,
  departments: z.array(DepartmentId),
  locale: Locale,
  active: z.boolean(),
  createdAt: Instant,
})
export type Person = z.infer<typeof Person>

/** How a person appears beside what they did. */
export const PersonRef = z.object({ id: Id, name: z.string() })
export type PersonRef = z.infer<typeof PersonRef>

export const Password = z.string().min(12).max(200)

export const SignIn = z.object({
  email: z.string().trim().toLowerCase().max(200),
  password: z.string().max(200),
})
export type SignIn = z.infer<typeof SignIn>

const editable = z.object({
  name: z.string().trim().min(1).max(100),
  role: Role,
  departments: z.array(DepartmentId).max(50),
})

const headsHaveDepartments = (person: z.infer<typeof editable>) =>
  person.role !== "head" || person.departments.length > 0

export const CreatePerson = editable
  .extend({ email: z.email().trim().toLowerCase().max(200), password: Password })
  .refine(headsHaveDepartments, { path: ["departments"], error: "head_needs_department" })
export type CreatePerson = z.infer<typeof CreatePerson>

export const UpdatePerson = editable
  .extend({ active: z.boolean(), password: Password.optional() })
  .refine(headsHaveDepartments, { path: ["departments"], error: "head_needs_department" })
export type UpdatePerson = z.infer<typeof UpdatePerson>
