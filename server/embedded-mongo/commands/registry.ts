import { aggregateCommands } from "./aggregate.ts"
import { collectionCommands } from "./collections.ts"
import { backupCommands } from "./backup.ts"
import { cappedCommands } from "./capped.ts"
import { collModCommands } from "./coll-mod.ts"
import { statsCommands } from "./collection-stats.ts"
import { type Command } from "./command.ts"
import { createCommands } from "./create-collection.ts"
import { crudCommands } from "./crud.ts"
import { distinctCommands } from "./distinct.ts"
import { explainCommands } from "./explain-command.ts"
import { failPointCommands } from "./fail-point-command.ts"
import { findAndModifyCommands } from "./find-and-modify.ts"
import { indexCommands } from "./indexes.ts"
import { killSessionCommands } from "./kill-sessions.ts"
import { parameterCommands } from "./parameters.ts"
import { readCommands } from "./read.ts"
import { serverInfoCommands } from "./server-info.ts"
import { sessionCommands } from "./session-commands.ts"
import { signInCommands } from "./sign-in-commands.ts"

const commands = new Map(
  Object.entries({
    ...serverInfoCommands,
    ...statsCommands,
    ...crudCommands,
    ...findAndModifyCommands,
    ...readCommands,
    ...aggregateCommands,
    ...distinctCommands,
    ...explainCommands,
    ...collectionCommands,
    ...createCommands,
    ...cappedCommands,
    ...collModCommands,
    ...indexCommands,
    ...sessionCommands,
    ...signInCommands,
    ...backupCommands,
    ...killSessionCommands,
    ...parameterCommands,
    ...failPointCommands,
  }).map(([name, command]): [string, Command] => [name.toLowerCase(), command]),
)

/** The command of that name; old drivers spell some with other capitals. */
export function findCommand(name: string): Command | undefined {
  return commands.get(name.toLowerCase())
}
