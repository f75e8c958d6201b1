/** What somebody at a terminal can do: of a command and the call that does the same, the command. */

/** The remedies without calls, unless there is nothing else. */
export function commandsOf(remedies: readonly string[]): readonly string[] {
  const commands = remedies.filter((remedy) => !/\bclient\.|^await |new NeMoPlatform\(/.test(remedy))
  return commands.length > 0 ? commands : remedies
}
