import type { CommandFilter } from '@aws-sdk/client-ssm'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import {
  type CommandDetail,
  commandFilterDetails,
  executionStageDetails,
  type InvocationDetail,
  invocationFilterDetails,
} from '#lib/vocabulary/command-status'

interface Window {
  after: Date | undefined
  before: Date | undefined
  documentName: string | undefined
}

export interface CommandFilters extends Window {
  details: readonly CommandDetail[] | undefined
}

export interface InvocationFilters extends Window {
  details: readonly InvocationDetail[] | undefined
}

export function parseCommandFilters(filters: readonly CommandFilter[]): CommandFilters {
  const byStatus = detailsOf(filters, 'Status', commandFilterDetails)
  const byStage = detailsOf(filters, 'ExecutionStage', executionStageDetails)
  const details = byStatus && byStage ? byStatus.filter((detail) => byStage.includes(detail)) : (byStatus ?? byStage)
  return { ...windowOf(filters), details }
}

export function parseInvocationFilters(filters: readonly CommandFilter[]): InvocationFilters {
  if (filters.some((filter) => filter.key === 'ExecutionStage')) {
    throw new ApiError('InvalidFilterKey', 'ExecutionStage is a filter of ListCommands only.')
  }
  return { ...windowOf(filters), details: detailsOf(filters, 'Status', invocationFilterDetails) }
}

function valueOf(filters: readonly CommandFilter[], key: CommandFilter['key']): string | undefined {
  const found = filters.filter((filter) => filter.key === key)
  if (found.length > 1) throw validationFailed([`The filter ${key} is given twice`])
  return found[0]?.value
}

function detailsOf<D>(
  filters: readonly CommandFilter[],
  key: 'Status' | 'ExecutionStage',
  detailsFor: (value: string) => readonly D[] | undefined,
): readonly D[] | undefined {
  const value = valueOf(filters, key)
  if (value === undefined) return undefined
  const details = detailsFor(value)
  if (!details) throw validationFailed([`Value '${value}' is not a value of the filter ${key}`])
  return details
}

function windowOf(filters: readonly CommandFilter[]): Window {
  return {
    after: timeOf(valueOf(filters, 'InvokedAfter'), 'InvokedAfter'),
    before: timeOf(valueOf(filters, 'InvokedBefore'), 'InvokedBefore'),
    documentName: valueOf(filters, 'DocumentName'),
  }
}

function timeOf(text: string | undefined, key: string): Date | undefined {
  if (text === undefined) return undefined
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)
  const time = new Date(isTime && /T.*\d$/.test(text) && !/[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text)
  if (!isTime || Number.isNaN(time.getTime()))
    throw validationFailed([`Value '${text}' of the filter ${key} is not a time such as 2026-01-31T12:00:00Z`])
  return time
}
