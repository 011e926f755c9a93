/**
 * How documents look in memory, and the only doors between them and BSON bytes.
 *
 * | BSON       | in memory                                                                    |
 * | ---------- | ---------------------------------------------------------------------------- |
 * | int32      | `number` that is an integer of 32 bits (never -0)                            |
 * | double     | any other `number`; `Double` when its value would read as an int32           |
 * | int64      | `bigint`                                                                     |
 * | decimal128 | `Decimal128`                                                                 |
 * | object     | plain object; keys such as `__proto__` are own properties                    |
 * | undefined  | `undefined`; dropped when written, as a missing field                        |
 * | others     | the class of `bson`; a regular expression is always a `BSONRegExp`           |
 *
 * The rule for `number` is that of the driver's encoder, so any encoder writes the same types back.
 * `Int32` and `Long` are understood too, because commands built by hand contain them.
 * A DBRef stays the document it is on the wire: `DBRef` stands for the old DBPointer type only.
 */
export { decodeDocument as deserializeDocument, decodeFields as deserializeFields } from "./bson-decode.ts"
export { encodeDocument as serializeDocument } from "./bson-encode.ts"
export { getOwn, hasOwn, isDocument, Rank, rankOf, setOwn, type Document } from "./rank.ts"
