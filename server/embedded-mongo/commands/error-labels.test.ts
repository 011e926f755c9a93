import { describe, expect, test } from "vitest"
import { changeStreamLabels, errorLabels } from "./error-labels.ts"

const retryable = { txnNumber: 1n }
const inTransaction = { txnNumber: 1n, autocommit: false }

describe("the labels of an error, by the command and the code", () => {
  test.each([
    [
      "a retryable write that another try may get through",
      "insert",
      retryable,
      10107,
      ["RetryableWriteError"],
    ],
    ["a retryable write that is wrong", "insert", retryable, 2, []],
    ["a retryable write in conflict: it was not in a transaction", "update", retryable, 112, []],
    ["a write without a number", "insert", {}, 10107, []],
    ["a conflict in a transaction", "update", inTransaction, 112, ["TransientTransactionError"]],
    ["a stepdown in a transaction", "find", inTransaction, 189, ["TransientTransactionError"]],
    ["a transaction that is gone", "find", inTransaction, 251, ["TransientTransactionError"]],
    ["a duplicate key in a transaction", "insert", inTransaction, 11000, []],
    ["a commit that may have happened", "commitTransaction", inTransaction, 91, ["RetryableWriteError"]],
    ["a commit of what is gone", "commitTransaction", inTransaction, 251, ["TransientTransactionError"]],
    ["a commit in conflict", "commitTransaction", inTransaction, 112, ["TransientTransactionError"]],
    ["an abort that may have happened", "abortTransaction", inTransaction, 11600, ["RetryableWriteError"]],
    ["a commit after too long", "commitTransaction", inTransaction, 50, []],
  ])("%s", (_what, name, body, code, labels) => {
    expect(errorLabels(name, body, code, "during")).toEqual(labels)
  })

  test("a write refused before it ran says that it wrote nothing", () => {
    expect(errorLabels("insert", retryable, 91, "before")).toEqual([
      "RetryableWriteError",
      "NoWritesPerformed",
    ])
  })

  test("what interrupts a change stream lets it be opened again, unless it would fail again", () => {
    expect([10107, 234, 13388].map(changeStreamLabels)).toEqual(Array(3).fill(["ResumableChangeStreamError"]))
    expect([280, 286].map(changeStreamLabels)).toEqual(Array(2).fill(["NonResumableChangeStreamError"]))
    expect(changeStreamLabels(2)).toEqual([])
  })

  test("a write that is not replicated yet may be sent again; a transaction's part may not", () => {
    expect(errorLabels("insert", retryable, 91, "concern")).toEqual(["RetryableWriteError"])
    expect(errorLabels("commitTransaction", inTransaction, 91, "concern")).toEqual(["RetryableWriteError"])
    expect(errorLabels("insert", inTransaction, 91, "concern")).toEqual([])
    expect(errorLabels("insert", retryable, 64, "concern")).toEqual([])
  })
})
