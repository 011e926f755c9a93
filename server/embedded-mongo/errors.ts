import { type Document } from "bson"

/**
 * Error codes a driver or an application may react to, as MongoDB 7.0 numbers them
 * (mongo/src/mongo/base/error_codes.yml).
 */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  HostUnreachable: 6,
  HostNotFound: 7,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  GraphContainsCycle: 5,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  LockTimeout: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  RoleNotFound: 31,
  CannotBackfillArray: 39,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NoMatchingDocument: 47,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ShardKeyNotFound: 61,
  WriteConcernFailed: 64,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NetworkTimeout: 89,
  ShutdownInProgress: 91,
  OperationFailed: 96,
  NoProgressMade: 82,
  InvalidPath: 106,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  CappedPositionLost: 136,
  ViewDepthLimitExceeded: 165,
  OptionNotSupportedOnView: 167,
  CommandNotSupportedOnView: 166,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  CannotCreateCollection: 173,
  QueryPlanKilled: 175,
  IndexBuildAborted: 276,
  PrimarySteppedDown: 189,
  CursorInUse: 199,
  NoSuchSession: 206,
  StaleShardVersion: 63,
  StaleEpoch: 150,
  RetryChangeStream: 234,
  CursorKilled: 237,
  SnapshotTooOld: 239,
  SnapshotUnavailable: 246,
  StaleChunkHistory: 250,
  InvalidResumeToken: 260,
  ExceededTimeLimit: 262,
  FailPointSetFailed: 266,
  PreparedTransactionInProgress: 267,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooOld: 225,
  TransactionTooLarge: 257,
  TooManyLogicalSessions: 261,
  OperationNotSupportedInTransaction: 263,
  ChangeStreamFatalError: 280,
  ChangeStreamHistoryLost: 286,
  TransactionCoordinatorSteppingDown: 281,
  FailedToSatisfyReadPreference: 133,
  ReadConcernMajorityNotAvailableYet: 134,
  ExceededMemoryLimit: 146,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  DocumentValidationFailure: 121,
  NotImplemented: 238,
  CannotGrowDocumentInCappedNamespace: 10003,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  MechanismUnavailable: 334,
  APIVersionError: 322,
  APIStrictError: 323,
  ReauthenticationRequired: 391,
  SocketException: 9001,
  NotWritablePrimary: 10107,
  InterruptedDueToReplStateChange: 11602,
  StaleConfig: 13388,
  NotPrimaryNoSecondaryOk: 13435,
  NotPrimaryOrSecondary: 13436,
  ClientMarkedKilled: 46841,
} as const

export type ErrorCodeName = keyof typeof errorCodes

const nameOfCode = new Map<number, string>(Object.entries(errorCodes).map(([name, code]) => [code, name]))

/** The name a real server prints beside a code; codes without one are `Location<code>`. */
export function codeNameOf(code: number): string {
  return nameOfCode.get(code) ?? `Location${code}`
}

/** A refusal the client is told about: it becomes `{ ok: 0, errmsg, code, codeName, ...extra }`. */
export class CommandError extends Error {
  override name = "CommandError"
  readonly code: number
  readonly codeName: string
  readonly extra: Document | undefined

  constructor(
    code: number | ErrorCodeName,
    message: string,
    options: { extra?: Document; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = typeof code === "number" ? code : errorCodes[code]
    this.codeName = codeNameOf(this.code)
    this.extra = options.extra
  }
}

/** A change stream that cannot go on; its label tells drivers not to resume it by themselves. */
export function streamError(
  code: "ChangeStreamFatalError" | "ChangeStreamHistoryLost",
  message: string,
): CommandError {
  return new CommandError(code, message)
}

/** What is understood but not offered, refused by name so that no answer is silently wrong. */
export function notSupported(what: string): CommandError {
  return new CommandError("NotImplemented", `${what} is not supported by this server`)
}

/** A command option this server does not offer. */
export function badValue(message: string): CommandError {
  return new CommandError("BadValue", message)
}
