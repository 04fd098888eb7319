'use client'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { Button } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { Segmented } from '#components/ui/tabs'
import { toFailure } from '#queries/ui/failure'
import { saveFile } from '#queries/ui/save-file'
import { useUrlParams } from '#queries/ui/use-url-state'
import { fileNameOf } from '../document-words'
import type { DocumentDescription } from '../own-operations'
import { documentText } from '../queries'
import { SourceText } from './source-text'
import { VersionPicker } from './version-picker'

const formats = ['JSON', 'YAML'] as const

/** The text of a version as it is stored, or in the other format. `?v=3&format=YAML` keeps the choice. */
export function DocumentContent({ document }: { document: DocumentDescription }) {
  const { Name = '', DefaultVersion = '1' } = document
  const { params, set } = useUrlParams()
  const version = params.get('v') ?? DefaultVersion
  const asked = formats.find((format) => format === params.get('format'))
  // Not the text before meanwhile: it would be copied under the name of this version.
  const text = useQuery(documentText(Name, { version, ...(asked ? { format: asked } : {}) }))
  const { Content, DocumentFormat = 'JSON' } = text.data ?? {}
  const download = (content: string) => saveFile(fileNameOf(Name, DocumentFormat), content, 'text/plain')
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <VersionPicker
          name={Name}
          label="Version"
          value={version}
          onChange={(next) => set({ v: next === DefaultVersion ? undefined : next })}
        />
        {DocumentFormat === 'TEXT' ? null : (
          <Segmented
            label="Format"
            value={asked ?? DocumentFormat}
            onChange={(format) => set({ format })}
            options={formats.map((format) => ({ value: format, label: format }))}
          />
        )}
        {Content === undefined ? null : (
          <span className="ml-auto flex items-center gap-2">
            <CopyButton text={Content} label="Copy content" showLabel />
            <Button icon={<Download aria-hidden size={16} strokeWidth={1.75} />} onClick={() => download(Content)}>
              Download
            </Button>
          </span>
        )}
      </div>
      {text.error && Content === undefined ? (
        <ErrorState
          compact
          failure={toFailure(text.error)}
          title="The content did not load"
          onRetry={() => void text.refetch()}
        />
      ) : Content === undefined ? (
        <Skeleton lines={12} />
      ) : (
        <SourceText text={Content} label={`Content of ${Name}, version ${version}`} />
      )}
    </div>
  )
}
