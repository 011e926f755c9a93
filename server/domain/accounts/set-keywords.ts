import type { Person } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"

/** Chooses the words that a network is searched for beside what is said to the account. @throws AppError */
export async function setKeywords(
  { accounts }: Pick<AppContext, "accounts">,
  actor: Person,
  accountId: string,
  keywords: readonly string[],
): Promise<void> {
  if (actor.role !== "admin") throw new AppError("forbidden")
  if (!(await accounts.find(accountId))) throw new AppError("not_found")
  await accounts.setKeywords(accountId, [...new Set(keywords)])
}
