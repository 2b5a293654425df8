// The code of the commands by which a shell completes.
import type { CommandModule, Program } from '../command.js'
import { exitCodes } from '../exit-code.js'
import { repliesFor } from './replies.js'
import { scriptFor, shells } from './scripts.js'

export function scriptModule(program: Program): CommandModule {
  return {
    run: (flags, io) => {
      const shell = shells.find((one) => one === flags.word('shell'))
      if (shell === undefined) throw new Error('the arguments name no shell')
      io.out(scriptFor(shell, program.name))
      return Promise.resolve(exitCodes.success)
    },
  }
}

/** Prints one reply a line, what it means after a tab. */
export function replyModule(program: Program): CommandModule {
  return {
    run: async (flags, io) => {
      const replies = await repliesFor(program, flags.rest)
      io.out(replies.map(({ value, about }) => `${value}\t${about}\n`).join(''))
      return exitCodes.success
    },
  }
}
