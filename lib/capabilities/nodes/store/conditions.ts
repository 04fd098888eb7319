import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { hasTag } from '#lib/capabilities/tags/index'
import type { DuplicateSign, NodeCondition, NodeField, NodeTimeField, TextTest } from '../model/condition'
import { nodes } from '../tables'

/** Registered nodes of the account that meet every condition. */
export function matching(accountId: string, conditions: readonly NodeCondition[]): SQL | undefined {
  const tests = conditions.map((condition) => conditionSql(accountId, condition))
  return and(eq(nodes.accountId, accountId), eq(nodes.state, 'registered'), ...tests)
}

function conditionSql(accountId: string, condition: NodeCondition): SQL {
  switch (condition.kind) {
    case 'field':
      return fieldSql(condition.field, condition.test)
    case 'time':
      return condition.test.operator === 'lt'
        ? sql`${nodes[condition.field]} < ${condition.test.at}`
        : sql`${nodes[condition.field]} > ${condition.test.at}`
    case 'connected':
      return condition.is ? sql`${nodes.connectionId} is not null` : sql`${nodes.connectionId} is null`
    case 'tag':
      return tagSql(accountId, condition.key, condition.test)
    case 'tagKey':
      return hasTag(nodeColumn(accountId), { keys: condition.keys })
    case 'tagged':
      return condition.is ? hasTag(nodeColumn(accountId), {}) : sql`not ${hasTag(nodeColumn(accountId), {})}`
    case 'duplicate': {
      const shares = sql.join(
        condition.of.map((sign) => sharedSql(accountId, sign)),
        sql` or `,
      )
      return condition.is ? sql`(${shares})` : sql`not (${shares})`
    }
    case 'search':
      return sql`strpos(lower(concat_ws(' ', ${nodes.name}, ${nodes.id}, ${nodes.computerName}, ${nodes.ipAddress})), lower(${condition.text})) > 0`
    case 'constant':
      return condition.is ? sql`true` : sql`false`
  }
}

const signColumns = {
  hostName: sql`lower(${nodes.computerName})`,
  machine: sql`${nodes.fingerprint}`,
  address: sql`${nodes.ipAddress}`,
}

/** One pass over the fleet for each sign, and not one for each node. */
function sharedSql(accountId: string, sign: DuplicateSign): SQL {
  const value = signColumns[sign]
  const own = sign === 'address' ? sql` and ${value} !~ '^(127\\.|::1$)'` : sql``
  return sql`coalesce(${value} in (select ${value} from ${nodes} where ${nodes.accountId} = ${accountId} and ${nodes.state} = 'registered'
    and ${value} <> ''${own} group by 1 having count(*) > 1), false)`
}

function fieldSql(field: NodeField, test: TextTest): SQL {
  const isOrder = test.operator === 'lt' || test.operator === 'gt'
  if (!isOrder || field !== 'agentVersion') return textSql(columnOf(field), test)
  const [version] = test.values
  const order = sql.raw(test.operator === 'lt' ? '<' : '>')
  return sql`string_to_array(${nodes.agentVersion}, '.')::int[] ${order} string_to_array(${version}, '.')::int[]`
}

/** Where the tags of nodes hang. */
export function nodeColumn(accountId: string) {
  return { accountId, type: 'ManagedInstance', id: nodes.id } as const
}

function tagSql(accountId: string, key: string, test: TextTest): SQL {
  const has = (value?: (column: SQLWrapper) => SQL) => hasTag(nodeColumn(accountId), { keys: [key], ...(value && { value }) })
  switch (test.operator) {
    case 'exists':
      return test.is ? has() : sql`not ${has()}`
    case 'notIn':
      return sql`not ${has((column) => textSql(column, { operator: 'in', values: test.values }))}`
    default:
      return has((column) => textSql(column, test))
  }
}

/** Nothing stored is empty text here, so that `not` also finds nodes that have not said it yet. */
function textSql(column: SQLWrapper, test: TextTest): SQL {
  switch (test.operator) {
    case 'in':
      return sql`${column} = any(${sql.param([...test.values])})`
    case 'notIn':
      return sql`coalesce(${column}, '') <> all(${sql.param([...test.values])})`
    case 'begins':
      return sql`exists (select 1 from unnest(${sql.param([...test.values])}::text[]) as start where starts_with(${column}, start))`
    case 'contains':
      return sql`exists (select 1 from unnest(${sql.param([...test.values])}::text[]) as part where strpos(lower(${column}), lower(part)) > 0)`
    case 'lt':
      return sql`${column} < ${test.values[0]}`
    case 'gt':
      return sql`${column} > ${test.values[0]}`
    case 'exists':
      return test.is ? sql`coalesce(${column}, '') <> ''` : sql`coalesce(${column}, '') = ''`
  }
}

/** What a list is sorted by: never null, so that keys of a page can be compared. */
export function sortable(field: NodeField | NodeTimeField): SQL {
  switch (field) {
    case 'lastPingAt':
    case 'registeredAt':
    case 'pingStatusSince':
      return sql`coalesce(${nodes[field]}, '-infinity')`
    case 'agentVersion':
      return sql`coalesce(string_to_array(${nodes.agentVersion}, '.')::int[], '{}')`
    default:
      return sql`coalesce(${columnOf(field)}, '')`
  }
}

export function columnOf(field: NodeField): SQLWrapper {
  if (field !== 'shownName') return nodes[field]
  return sql`coalesce(nullif(${nodes.name}, ''), nullif(${nodes.computerName}, ''), ${nodes.id})`
}
