import { add, divide, narrow } from "../values/arithmetic.ts"
import { double } from "../values/bson-double.ts"
import { numberTypeOf, type NumberType } from "../values/bson-type.ts"
import { isNumber, plainNumber } from "../values/numbers.ts"

/**
 * A running sum with MongoDB's result types: int as long as it fits, then long, then double.
 * Doubles are added with compensation (Neumaier), as the server does, so that 0.1 ten times is 1.
 */
export class Sum {
  count = 0
  private whole = 0
  private wholeRest = 0n
  private real = 0
  private compensation = 0
  private decimal: unknown
  private widest: NumberType = "int"

  add(value: unknown): void {
    if (typeof value === "number" && (value | 0) === value) {
      this.count++
      this.addWhole(value)
    } else if (isNumber(value)) this.addOther(value)
  }

  private addWhole(value: number): void {
    this.whole += value
    if (this.whole > 2 ** 52 || this.whole < -(2 ** 52)) {
      this.wholeRest += BigInt(this.whole)
      this.whole = 0
    }
  }

  private addOther(value: unknown): void {
    this.count++
    const type = numberTypeOf(value)
    const plain = plainNumber(value)
    if (type === "decimal") {
      this.decimal = this.decimal === undefined ? value : add(this.decimal, value)
      this.widest = "decimal"
    } else if (type === "long") {
      this.wholeRest += plain as bigint
      if (this.widest === "int") this.widest = "long"
    } else if (type === "int") this.addWhole(Number(plain))
    else {
      if (this.widest !== "decimal") this.widest = "double"
      this.addReal(plain as number)
    }
  }

  private addReal(value: number): void {
    const sum = this.real + value
    if (Number.isFinite(sum))
      this.compensation +=
        Math.abs(this.real) >= Math.abs(value) ? this.real - sum + value : value - sum + this.real
    this.real = sum
  }

  result(): unknown {
    const whole = this.wholeRest + BigInt(this.whole)
    const real = this.real + this.compensation
    if (this.widest === "decimal")
      return add(real === 0 ? this.decimal : add(this.decimal, double(real)), whole)
    if (this.widest === "double") return double(real + Number(whole))
    if (BigInt.asIntN(64, whole) !== whole) return double(Number(whole))
    return this.widest === "int" ? narrow(whole) : whole
  }

  /** The mean; null when nothing was added. */
  mean(): unknown {
    return this.count === 0 ? null : divide(this.result(), this.count)
  }
}
