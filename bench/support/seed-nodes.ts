/** Registered nodes with facts and tags, written straight into the database: a fleet to look at, without agents. */
import pg from 'pg'
import { embeddedConnection } from '#lib/platform/db/embedded'

/** Two thirds are Online for the next hour, the others lost since some time; every name, platform and tag set differs a little. */
export async function seedNodes(dataDirectory: string, nodes: number): Promise<void> {
  const client = new pg.Client(embeddedConnection(dataDirectory))
  await client.connect()
  try {
    await client.query(
      `insert into nodes (account_id, id, state, name, iam_role, activation_id, registered_at, public_key, fingerprint, ping_status,
         ping_status_since, last_ping_at, offline_after, agent_name, agent_version, platform_type, platform_name, platform_version,
         computer_name, ip_address)
       select '000000000001', 'mi-' || substr(md5(n::text), 1, 17), 'registered', kind || '-' || lpad(n::text, 5, '0'), 'fleet',
         gen_random_uuid()::text, now() - n * interval '7 minutes', 'key', 'machine-' || n,
         case when n % 3 = 0 then 'ConnectionLost' else 'Online' end, now() - n * interval '1 minute', now() - n * interval '1 minute',
         case when n % 3 = 0 then null else now() + interval '1 hour' end, 'quarterdeck-agent', '0.' || n % 3 || '.0',
         case when n % 10 = 0 then 'Windows' else 'Linux' end,
         (array['Microsoft Windows Server', 'Ubuntu', 'Debian GNU/Linux', 'Red Hat Enterprise Linux', 'SUSE Linux Enterprise Server'])[1 + n % 5],
         (array['2022', '24.04', '12', '9.4', '15.6'])[1 + n % 5], kind || '-' || n || '.fleet.example.test',
         '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256
       from (select n, (array['web', 'db', 'cache', 'build', 'edge'])[1 + n % 5] as kind from generate_series(1, $1::int) as n) as seed`,
      [nodes],
    )
    await client.query(
      `insert into taggable_resources (account_id, resource_type, resource_id, topics)
       select account_id, 'ManagedInstance', id, array['nodes', 'node/' || id] from nodes on conflict do nothing`,
    )
    await client.query(
      `insert into tags (account_id, resource_type, resource_id, key, value)
       select account_id, 'ManagedInstance', id, key, value from nodes,
         lateral (values ('env', case when length(name) % 2 = 0 then 'prod' else 'staging' end), ('role', split_part(name, '-', 1)),
           ('owner', 'team-of-' || split_part(name, '-', 1) || '-in-berlin')) as tag (key, value)
       where name <> '' and right(name, 2) <> '00' on conflict do nothing`,
    )
    await client.query('analyze nodes')
    await client.query('analyze tags')
  } finally {
    await client.end()
  }
}
