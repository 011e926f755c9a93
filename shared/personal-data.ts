import { z } from "zod"

/** What must not reach the public FAQ unless a person judged it harmless, with a reason. */
export const PersonalDataKind = z.enum([
  "handle",
  "email",
  "phone",
  "social_security",
  "plate",
  "iban",
  "address",
  "birth_date",
  "name",
  "file_number",
])
export type PersonalDataKind = z.infer<typeof PersonalDataKind>
