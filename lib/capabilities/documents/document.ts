import type { DocumentFormat, DocumentRequires, ReviewStatus } from '@aws-sdk/client-ssm'
import type { Platform } from '#lib/vocabulary/document'
import type { BuiltinDocument } from './model/builtin'
import type { ParameterFact } from './model/facts'
import type { DocumentType } from './model/language/description/document-types'

export type DocumentStatus = 'Creating' | 'Active' | 'Updating' | 'Deleting' | 'Failed'
export type SharedVersion = '$DEFAULT' | '$LATEST' | '$ALL'

export interface StoredDocument {
  /** Empty for built-in documents, which belong to no account. */
  accountId: string
  owner: string
  name: string
  type: DocumentType
  createdAt: Date
  createdBy: string | undefined
  defaultVersion: number
  latestVersion: number
  lastVersion: number
  isPublic: boolean
}

export interface AttachmentSource {
  key: 'SourceUrl' | 'S3FileUrl' | 'AttachmentReference'
  value: string
  name: string | undefined
}

export interface DocumentVersion {
  accountId: string
  name: string
  version: number
  id: string
  versionName: string | undefined
  displayName: string | undefined
  content: string
  format: DocumentFormat
  sha256: string
  sha1: string
  schemaVersion: string | undefined
  description: string | undefined
  parameters: readonly ParameterFact[]
  platformTypes: readonly Platform[]
  targetType: string | undefined
  status: DocumentStatus
  statusInformation: string | undefined
  requires: readonly DocumentRequires[]
  attachmentSources: readonly AttachmentSource[]
  reviewStatus: ReviewStatus
  createdAt: Date
  createdBy: string | undefined
}

/** What lists say of a version: all but its text and what was read from it, of which a page of fifty would be megabytes. */
export type VersionSummary = Omit<DocumentVersion, 'content' | 'sha256' | 'sha1' | 'description' | 'parameters'>

/** A document that the caller may use. */
export interface FoundDocument {
  document: StoredDocument
  builtin: BuiltinDocument | undefined
  /** Set when it is another account's: the versions that are shared. */
  shared: SharedVersion | undefined
}
