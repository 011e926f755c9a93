/**
 * A password as it is hashed: SASLprep (RFC 4013), so that the same characters typed on two machines
 * are the same bytes.
 * @throws Error for an empty password and for characters that SASLprep forbids.
 */
export function preparePassword(password: string): string {
  const prepared = password.replace(otherSpaces, " ").replace(mappedToNothing, "").normalize("NFKC")
  if (prepared === "") throw new Error("the password is empty")
  if (forbidden.test(prepared)) throw new Error("the password has characters that no password may have")
  return prepared
}

/** RFC 3454 table C.1.2. */
const otherSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu
/** RFC 3454 table B.1. */
const mappedToNothing = /\u00ad|\u034f|\u1806|\u200c|\u200d|\u2060|\ufeff|\p{Variation_Selector}/gu
/** Control, private, unassigned and half characters, and those that change how text is shown. */
const forbidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\ufffc\ufffd\u2ff0-\u2ffb]/u
