import { utcTime } from "./time-zone.ts"

const day = 86_400_000

const startOfYear = (local: number): number => utcTime(new Date(local).getUTCFullYear(), 0, 1)

/** Readings of a local clock; the numbers are those of MongoDB's date operators. */
export const calendar = {
  year: (local: number) => new Date(local).getUTCFullYear(),
  month: (local: number) => new Date(local).getUTCMonth() + 1,
  dayOfMonth: (local: number) => new Date(local).getUTCDate(),
  hour: (local: number) => new Date(local).getUTCHours(),
  minute: (local: number) => new Date(local).getUTCMinutes(),
  second: (local: number) => new Date(local).getUTCSeconds(),
  millisecond: (local: number) => new Date(local).getUTCMilliseconds(),
  dayOfYear: (local: number) => Math.floor((local - startOfYear(local)) / day) + 1,
  /** 1 is Sunday. */
  dayOfWeek: (local: number) => new Date(local).getUTCDay() + 1,
  /** 1 is Monday. */
  isoDayOfWeek: (local: number) => new Date(local).getUTCDay() || 7,
  /** Weeks begin on Sunday; days before the first one are in week 0. */
  week: (local: number) => Math.floor((calendar.dayOfYear(local) + 6 - new Date(local).getUTCDay()) / 7),
  isoWeek: (local: number) => {
    const thursday = thursdayOf(local)
    return Math.floor((thursday - startOfYear(thursday)) / (7 * day)) + 1
  },
  isoWeekYear: (local: number) => new Date(thursdayOf(local)).getUTCFullYear(),
  /** Midnight of a day in an ISO week. */
  fromIsoWeek: (year: number, week: number, dayOfWeek: number) => {
    const fourth = utcTime(year, 0, 4)
    return fourth + (1 - calendar.isoDayOfWeek(fourth) + (week - 1) * 7 + dayOfWeek - 1) * day
  },
}

/** The ISO week belongs to the year its Thursday is in. */
function thursdayOf(local: number): number {
  const midnight = Math.floor(local / day) * day
  return midnight + (4 - calendar.isoDayOfWeek(local)) * day
}

/** Adds months, staying within the month: 31 January plus one is the last of February. */
export function addMonths(local: number, months: number): number {
  const at = new Date(local)
  const month = at.getUTCMonth() + months
  const last = new Date(utcTime(at.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const time = local - Math.floor(local / day) * day
  return utcTime(at.getUTCFullYear(), month, Math.min(at.getUTCDate(), last)) + time
}
