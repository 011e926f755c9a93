import { type Document } from "bson"
import { expect, test } from "vitest"
import { refusal, usePlace } from "./testing/place.ts"

const at = usePlace()
/** A Sunday; summer time began in Paris that day. */
const d = new Date("2026-03-29T00:30:15.250Z")

async function evaluate(expression: unknown): Promise<unknown> {
  const [result] = await at.db
    .aggregate([{ $documents: [{ d, none: null }] }, { $replaceWith: { value: expression } }])
    .toArray()
  return result?.value
}

test.each<[string, Document, unknown]>([
  ["$year", { $year: "$d" }, 2026],
  ["$month", { $month: "$d" }, 3],
  ["$dayOfMonth", { $dayOfMonth: "$d" }, 29],
  ["$hour in a zone", { $hour: { date: "$d", timezone: "Europe/Paris" } }, 1],
  ["$hour west of Greenwich is of the day before", { $dayOfMonth: { date: "$d", timezone: "-05:00" } }, 28],
  ["$minute", { $minute: "$d" }, 30],
  ["$second", { $second: "$d" }, 15],
  ["$millisecond", { $millisecond: "$d" }, 250],
  ["$dayOfWeek counts from Sunday", { $dayOfWeek: "$d" }, 1],
  ["$isoDayOfWeek counts from Monday", { $isoDayOfWeek: "$d" }, 7],
  ["$dayOfYear", { $dayOfYear: "$d" }, 88],
  ["$week", { $week: "$d" }, 13],
  ["$isoWeek", { $isoWeek: "$d" }, 13],
  ["$isoWeekYear at a turn of the year", { $isoWeekYear: new Date("2027-01-01") }, 2026],
  ["a part of null", { $year: "$none" }, null],
  ["$dateToString", { $dateToString: { date: "$d" } }, "2026-03-29T00:30:15.250Z"],
  [
    "$dateToString with a format",
    { $dateToString: { date: "$d", format: "%d/%m/%Y %H:%M:%S.%L" } },
    "29/03/2026 00:30:15.250",
  ],
  [
    "$dateToString with a zone",
    { $dateToString: { date: "$d", format: "%Y-%m-%dT%H:%M%z", timezone: "America/New_York" } },
    "2026-03-28T20:30-0400",
  ],
  [
    "$dateToString of week days",
    { $dateToString: { date: "$d", format: "%G-W%V-%u %j %%" } },
    "2026-W13-7 088 %",
  ],
  ["$dateToString of nothing", { $dateToString: { date: "$none", onNull: "never" } }, "never"],
  ["$dateFromString", { $dateFromString: { dateString: "2026-03-29" } }, new Date("2026-03-29")],
  [
    "$dateFromString with a zone",
    { $dateFromString: { dateString: "2026-07-01T12:00:00", timezone: "Europe/Paris" } },
    new Date("2026-07-01T10:00:00Z"),
  ],
  [
    "$dateFromString with a format",
    { $dateFromString: { dateString: "29.03.2026", format: "%d.%m.%Y" } },
    new Date("2026-03-29"),
  ],
  ["$dateFromString of no date", { $dateFromString: { dateString: "not a date", onError: "bad" } }, "bad"],
  ["$dateFromString of nothing", { $dateFromString: { dateString: null, onNull: "none" } }, "none"],
  ["$dateFromParts", { $dateFromParts: { year: 2026, month: 2, day: 3 } }, new Date("2026-02-03")],
  [
    "$dateFromParts carries over",
    { $dateFromParts: { year: 2026, month: 14, day: 0 } },
    new Date("2027-01-31"),
  ],
  [
    "$dateFromParts in a zone",
    { $dateFromParts: { year: 2026, month: 7, hour: 12, timezone: "Europe/Paris" } },
    new Date("2026-07-01T10:00:00Z"),
  ],
  [
    "$dateToParts",
    { $dateToParts: { date: "$d" } },
    { year: 2026, month: 3, day: 29, hour: 0, minute: 30, second: 15, millisecond: 250 },
  ],
  [
    "$dateAdd of a month stays in the month",
    { $dateAdd: { startDate: new Date("2026-01-31"), unit: "month", amount: 1 } },
    new Date("2026-02-28"),
  ],
  [
    "$dateAdd of a day over a change of the clock",
    {
      $dateAdd: {
        startDate: new Date("2026-03-28T12:00:00Z"),
        unit: "day",
        amount: 1,
        timezone: "Europe/Paris",
      },
    },
    new Date("2026-03-29T11:00:00Z"),
  ],
  [
    "$dateAdd of hours over a change of the clock",
    {
      $dateAdd: {
        startDate: new Date("2026-03-28T12:00:00Z"),
        unit: "hour",
        amount: 24,
        timezone: "Europe/Paris",
      },
    },
    new Date("2026-03-29T12:00:00Z"),
  ],
  [
    "$dateSubtract",
    { $dateSubtract: { startDate: "$d", unit: "week", amount: 1 } },
    new Date("2026-03-22T00:30:15.250Z"),
  ],
  [
    "$dateDiff counts boundaries",
    {
      $dateDiff: {
        startDate: new Date("2025-12-31T23:59:59Z"),
        endDate: new Date("2026-01-01"),
        unit: "year",
      },
    },
    1,
  ],
  [
    "$dateDiff in months",
    { $dateDiff: { startDate: new Date("2026-01-31"), endDate: new Date("2026-04-01"), unit: "month" } },
    3,
  ],
  [
    "$dateDiff in weeks that begin on a Monday",
    {
      $dateDiff: {
        startDate: new Date("2026-03-28"),
        endDate: new Date("2026-03-30"),
        unit: "week",
        startOfWeek: "monday",
      },
    },
    1,
  ],
  ["$dateTrunc to a month", { $dateTrunc: { date: "$d", unit: "month" } }, new Date("2026-03-01")],
  [
    "$dateTrunc to quarters of an hour",
    { $dateTrunc: { date: "$d", unit: "minute", binSize: 15 } },
    new Date("2026-03-29T00:30:00Z"),
  ],
  [
    "$dateTrunc to a day of a zone",
    { $dateTrunc: { date: "$d", unit: "day", timezone: "Europe/Paris" } },
    new Date("2026-03-28T23:00:00Z"),
  ],
  [
    "$dateTrunc to a week that begins on a Monday",
    { $dateTrunc: { date: "$d", unit: "week", startOfWeek: "monday" } },
    new Date("2026-03-23"),
  ],
  ["a date and milliseconds", { $add: ["$d", 1000] }, new Date(d.getTime() + 1000)],
  ["the milliseconds between two dates", { $subtract: ["$d", new Date(d.getTime() - 5)] }, 5],
  ["a date less milliseconds", { $subtract: ["$d", 250] }, new Date(d.getTime() - 250)],
])("%s gives what the manual says", async (_name, expression, expected) => {
  expect(await evaluate(expression)).toEqual(expected)
})

test("$$NOW is one moment for all documents", async () => {
  const rows = await at.filled([{ _id: 1 }, { _id: 2 }])
  const [first, second] = await rows.aggregate([{ $set: { now: "$$NOW" } }]).toArray()
  expect(first?.now).toEqual(second?.now)
  expect(Math.abs((first?.now as Date).getTime() - Date.now())).toBeLessThan(3_600_000)
})

test.each<[string, Document, number]>([
  ["a text that is no date", { $dateFromString: { dateString: "not a date" } }, 241],
  ["a zone that does not exist", { $hour: { date: "$d", timezone: "Europe/Nowhere" } }, 40485],
  ["a part of a text", { $year: "2026" }, 16006],
  ["two dates in a sum", { $add: ["$d", "$d"] }, 16612],
])("%s is refused", async (_name, expression, code) => {
  expect(await refusal(evaluate(expression))).toMatchObject({ code })
})
