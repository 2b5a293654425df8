// Loaded before a program (--require): counts the requests it serves, and how often the prototype of a message was
// changed on the way. When the program ends, the counts go to the file that PROTOTYPE_WATCH names.
const { writeFileSync } = require('node:fs')
const { IncomingMessage, Server, ServerResponse } = require('node:http')

const counts = { node: process.version, requests: 0, changes: 0 }

const isMessage = (value) => value instanceof IncomingMessage || value instanceof ServerResponse

for (const owner of [Object, Reflect]) {
  const change = owner.setPrototypeOf
  owner.setPrototypeOf = (target, prototype) => {
    if (isMessage(target) && Object.getPrototypeOf(target) !== prototype) counts.changes += 1
    return change(target, prototype)
  }
}

const emit = Server.prototype.emit
Server.prototype.emit = function (name, ...rest) {
  if (name === 'request') counts.requests += 1
  return Reflect.apply(emit, this, [name, ...rest])
}

process.on('exit', () => writeFileSync(process.env.PROTOTYPE_WATCH, JSON.stringify(counts)))
