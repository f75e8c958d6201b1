// Stops with a sentence where the Node that runs is too old, before anything fails with a riddle.
// Plain JavaScript that old versions understand, too.
const FLOOR = [22, 13]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  console.error(
    `This needs Node ${FLOOR.join('.')} or newer, but runs on ${process.versions.node}. ` +
      'Run `npm ci`: it brings a Node of its own for the scripts of this repository ' +
      '(if npm did not run its install script, allow it: npm install-scripts approve node).',
  )
  process.exit(1)
}
