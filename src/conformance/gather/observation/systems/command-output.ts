// Runs a program of the system and reads what it prints; used where no file shows it.
import { execa } from 'execa'

/** Milliseconds after which a program that looks at the system is given up. */
const timeout = 5_000

/** Standard output, empty when the program is missing, fails, or takes too long. Never rejects. */
export async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execa(program, [...args], {
    reject: false,
    timeout,
    stdin: 'ignore',
    stderr: 'ignore',
  })
  return typeof stdout === 'string' ? stdout : ''
}
