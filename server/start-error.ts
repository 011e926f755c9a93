/** Why Parvis cannot start, in one line that says what to do. The launcher prints it and ends with exit code 1. */
export class StartError extends Error {
  override name = "StartError"
}
