// Plain JavaScript on purpose: this must run, and speak, on the Node versions that are too old for the rest.
const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Parvis needs Node.js 20.20 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
