import i18next from "i18next"

type Citizen = { name: string; username: string }

/** What to call somebody. Networks hide some people's names: the desk says so instead of leaving a gap. */
export const nameOf = ({ name }: Citizen): string => name || i18next.t("words.unnamed")

/** The handle that stands beside a name; empty on networks that give people none, as Facebook. */
export const handleOf = ({ username }: Citizen): string => username && `@${username}`

/** The city's own profile in short. A Page without a user name has its number in that place: its name says more. */
export const profileName = (account: Citizen & { externalId: string }): string =>
  account.username === account.externalId ? account.name : `@${account.username}`
