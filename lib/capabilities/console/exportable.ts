import { listAuditRecords } from '#lib/capabilities/audit/index'
import { auditTexts } from '#lib/capabilities/audit/model'
import { listManagedNodes } from '#lib/capabilities/nodes/index'
import { nodeText } from '#lib/capabilities/nodes/model/node-text'
import { listCommands } from '#lib/capabilities/run-command/index'
import { commandTexts } from '#lib/capabilities/run-command/model/command-text'
import type { Ctx } from '#lib/platform/context'
import { toWire } from '#lib/wire/aws-json'
import type { ExportList } from './model/export'

type TextOf<Row> = (row: Row) => string

/** A list that can be written to a file: its own operation, and the same texts that the table shows. */
export interface Exportable {
  textOf(columnId: string): TextOf<never> | undefined
  /** Throws the list's own errors. */
  check(ctx: Ctx, request: object): Promise<void>
  pages(ctx: Ctx, request: object): AsyncGenerator<readonly never[]>
}

interface Listed<Row, Page> {
  operation: { input: { parse(value: unknown): unknown }; handle(ctx: Ctx, input: never): Promise<Page> }
  pageSize: number
  rowsOf(page: Page): readonly unknown[]
  textOf(columnId: string): TextOf<Row> | undefined
}

function exportable<Row, Page extends { NextToken?: string | undefined }>(listed: Listed<Row, Page>): Exportable {
  const { operation, rowsOf, pageSize } = listed
  const read = (ctx: Ctx, request: object) => operation.handle(ctx, operation.input.parse(request) as never)
  return {
    textOf: listed.textOf,
    async check(ctx, request) {
      await read(ctx, { ...request, MaxResults: 1 })
    },
    async *pages(ctx, request) {
      let token: string | undefined
      do {
        const page = await read(ctx, { ...request, MaxResults: pageSize, ...(token && { NextToken: token }) })
        yield wireRows(rowsOf(page))
        token = page.NextToken
      } while (token)
    },
  }
}

/** As the browser gets them, for which the texts are made. */
function wireRows(rows: readonly unknown[]): never[] {
  return rows.map((row) => toWire(row) as never)
}

export const exportableLists: { readonly [List in ExportList]: Exportable } = {
  nodes: exportable({ operation: listManagedNodes, pageSize: 500, rowsOf: (page) => page.Nodes, textOf: nodeText }),
  audit: exportable({
    operation: listAuditRecords,
    pageSize: 200,
    rowsOf: (page) => page.Records,
    textOf: (id) => (Object.hasOwn(auditTexts, id) ? auditTexts[id as keyof typeof auditTexts] : undefined),
  }),
  commands: exportable({
    operation: listCommands,
    pageSize: 50,
    rowsOf: (page) => page.Commands,
    textOf: (id) => (Object.hasOwn(commandTexts, id) ? commandTexts[id as keyof typeof commandTexts] : undefined),
  }),
}
