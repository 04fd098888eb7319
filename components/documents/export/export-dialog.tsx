'use client'
import { Download } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { RadioGroup } from '#components/ui/radio-group'
import { type Failure, toFailure } from '#queries/ui/failure'
import { saveFile } from '#queries/ui/save-file'
import { fileNameOf, shortName } from '../document-words'
import { type TextFile, zipFiles } from './zip-files'

export interface ExportDialogProps {
  /** Or how to get them: then they are counted when the dialog opens. */
  names: readonly string[] | (() => Promise<readonly string[]>)
  onClose: () => void
}

const none: readonly string[] = []
const formats = [
  { value: 'stored', label: 'As each is stored' },
  { value: 'YAML', label: 'YAML' },
  { value: 'JSON', label: 'JSON' },
]

/** Default versions as files: one by itself, several in an archive. */
export function ExportDialog({ names: given, onClose }: ExportDialogProps) {
  const toast = useToast()
  const [format, setFormat] = useState('stored')
  const [done, setDone] = useState<number>()
  const [failure, setFailure] = useState<Failure>()
  const found = useQuery({
    queryKey: ['documents', 'export', typeof given === 'function' ? 'all' : given],
    queryFn: () => (typeof given === 'function' ? given() : given),
    gcTime: 0,
  })
  const names = found.data ?? none
  const what = found.isPending ? 'documents' : names.length === 1 ? shortName(names[0] ?? '') : `${names.length} documents`
  const go = async () => {
    setFailure(undefined)
    try {
      const files = await fetchFiles(names, format, setDone)
      const [only] = files
      if (files.length === 1 && only) saveFile(only.name, only.text, 'text/plain')
      else saveFile('documents.zip', zipFiles(files), 'application/zip')
      toast({ tone: 'ok', title: `Exported ${what}` })
      onClose()
    } catch (thrown) {
      setFailure(toFailure(thrown))
    } finally {
      setDone(undefined)
    }
  }
  const footer = (
    <>
      <Button size="md" onClick={onClose}>
        Cancel
      </Button>
      <Button
        size="md"
        variant="primary"
        icon={<Download aria-hidden size={16} strokeWidth={1.75} />}
        busy={done !== undefined || found.isPending}
        disabled={names.length === 0}
        onClick={() => void go()}
      >
        {done === undefined || names.length === 1 ? 'Export' : `${done} of ${names.length}`}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={`Export ${what}`} footer={footer}>
      <div className="flex flex-col gap-3 text-body">
        <p className="text-text-2">
          {names.length === 1
            ? 'The text of the default version as a file.'
            : 'The text of each default version as a file, all in one archive. The import takes the files back.'}
        </p>
        <RadioGroup label="Format" value={format} options={formats} onChange={setFormat} />
        {failure || found.error ? <ErrorState compact failure={failure ?? toFailure(found.error)} title="Not exported" /> : null}
      </div>
    </Dialog>
  )
}

async function fetchFiles(names: readonly string[], format: string, onDone: (done: number) => void): Promise<TextFile[]> {
  const files: TextFile[] = []
  const taken = new Set<string>()
  onDone(0)
  for (const Name of names) {
    const wanted = format === 'YAML' || format === 'JSON' ? ({ DocumentFormat: format } as const) : {}
    const { Content = '', DocumentFormat } = await ssm('GetDocument', { Name, ...wanted })
    const own = fileNameOf(Name, DocumentFormat)
    const name = taken.has(own) ? `${files.length}-${own}` : own
    taken.add(name)
    files.push({ name, text: Content })
    onDone(files.length)
  }
  return files
}
