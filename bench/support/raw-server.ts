/** The peer: plain Node, a SigV4 check and one indexed select with a prepared statement, with the same 50 nodes or the same parameter as the answer. */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { nodeHasher } from '#lib/api/node-hasher'
import { hmacMatches, parseAuthorization, verifySignature } from '#lib/wire/sigv4'
import { settingsOf } from './processes'

export interface RawSettings {
  database: pg.PoolConfig
  secretAccessKey: string
  port: number
}

const { database, secretAccessKey, port } = settingsOf<RawSettings>()
const pool = new pg.Pool({ ...database, max: 12 })
const columns =
  'id, ping_status, computer_name, platform_name, platform_type, platform_version, agent_version, ip_address, activation_id, iam_role, last_ping_at, registered_at'
const select = `select ${columns} from nodes where account_id = $1 order by id limit $2`

interface NodeRow {
  id: string
  ping_status: string
  computer_name: string
  platform_name: string
  platform_type: string
  platform_version: string
  agent_version: string
  ip_address: string
  activation_id: string
  iam_role: string
  last_ping_at: Date | null
  registered_at: Date
}

function itemOf(row: NodeRow): object {
  return {
    InstanceId: row.id,
    PingStatus: row.ping_status,
    LastPingDateTime: (row.last_ping_at?.getTime() ?? 0) / 1000,
    AgentVersion: row.agent_version,
    IsLatestVersion: true,
    PlatformType: row.platform_type,
    PlatformName: row.platform_name,
    PlatformVersion: row.platform_version,
    ActivationId: row.activation_id,
    IamRole: row.iam_role,
    RegistrationDate: row.registered_at.getTime() / 1000,
    ResourceType: 'ManagedInstance',
    IPAddress: row.ip_address,
    ComputerName: row.computer_name,
    SourceId: row.id,
    SourceType: 'AWS::SSM::ManagedInstance',
  }
}

const equal = (one: string, other: string) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts)
  const parsed = parseAuthorization(request.headers, request.url)
  if (!('signature' in parsed)) return void response.writeHead(403).end()
  const http = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
  const matches = hmacMatches(parsed, secretAccessKey, { hasher: nodeHasher, equal })
  if (verifySignature({ request: http, parsed, services: ['ssm'], now: new Date(), hasher: nodeHasher, matches }))
    return void response.writeHead(403).end()
  const page = Buffer.from(JSON.stringify(await answerTo(JSON.parse(body.toString()) as Asked)))
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': page.length }).end(page)
}

interface Asked {
  MaxResults?: number
  /** Of a parameter. */
  Name?: string
}

const selectParameter = 'select name, type, version, changed_at, data_type from parameters where account_id = $1 and key = $2'

/** The nodes, or the one row of a parameter. */
async function answerTo({ MaxResults, Name }: Asked): Promise<object> {
  if (Name === undefined) {
    const { rows } = await pool.query<NodeRow>({ name: 'nodes', text: select, values: ['000000000001', MaxResults] })
    return { InstanceInformationList: rows.map(itemOf) }
  }
  const values = ['000000000001', Name.slice(1)]
  const { rows } = await pool.query<{ name: string }>({ name: 'parameter', text: selectParameter, values })
  return { Parameter: rows[0] }
}

const server = createServer((request, response) => void answer(request, response))
server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'))
