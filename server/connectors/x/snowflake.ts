/** Ids of X are 64-bit numbers written as strings: they do not fit a JavaScript number. */
const SNOWFLAKE = /^\d{1,19}$/
/** Milliseconds at which X's ids begin: 4 November 2010. */
const EPOCH_MS = 1_288_834_974_657n

export const isSnowflake = (id: string): boolean => SNOWFLAKE.test(id)

/** Negative when `a` is older. Compared as numbers: as text, "999" would come after "1000". */
export function compareIds(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

export const isNewer = (id: string, than: string | null): boolean => than === null || compareIds(id, than) > 0

export const newestOf = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null ? a : compareIds(a, b) >= 0 ? a : b

/** When X made this id (docs.x.com, "X IDs": `(ms - epoch) << 22`). */
export const timeOfId = (id: string): Date => new Date(Number((BigInt(id) >> 22n) + EPOCH_MS))
