/** The peer that people test against today: moto's server, where it is installed. */
import { freePort } from '../../server/fleet/testing/free-port'
import { callAws } from '../../server/fleet/testing/signed-call'
import type { Key } from './installation'
import { type Program, startProgram, until } from './processes'
import { note } from './report'

export interface Moto {
  program: Program
  url: string
}

/** `undefined` where there is none. */
export async function startMoto(key: Key, parameter: object): Promise<Moto | undefined> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { ...process.env, MOTO_ALLOW_NONEXISTENT_REGION: 'true' }
  // Its log has a line for each request: somewhere else than on this terminal.
  const program = startProgram('sh', ['-c', `exec moto_server -H 127.0.0.1 -p ${port} >/dev/null 2>&1`], env)
  const put = () => callAws({ url, key, target: 'AmazonSSM.PutParameter', input: parameter })
  const isReady = await until('an answering moto server', 30_000, async () => {
    if (program.child.exitCode !== null) return false
    return (await put().catch(() => undefined))?.status === 200 ? true : undefined
  })
  if (isReady) return { program, url }
  note('no moto_server to compare with')
  return undefined
}
