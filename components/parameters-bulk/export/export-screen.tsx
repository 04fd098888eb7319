'use client'
import { Download } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Checkbox } from '#components/ui/checkbox'
import { ErrorState } from '#components/ui/error-state'
import { RadioGroup } from '#components/ui/radio-group'
import { TextField } from '#components/ui/text-field'
import { useSession } from '#queries/shell/session'
import { type Failure, toFailure } from '#queries/ui/failure'
import { saveFile } from '#queries/ui/save-file'
import { useUrlParam } from '#queries/ui/use-url-state'
import { plainPath } from '../bulk-words'
import { type FileFormat, fileFormats, formatNames } from '../formats/entry'
import { fetchSubtree } from '../own-operations'
import { exportFile } from './export-file'

const hints: Record<FileFormat, string> = {
  json: 'with types, taken back by the import',
  yaml: 'with types, taken back by the import',
  csv: 'with types, taken back by the import; cells that a spreadsheet would run are made safe',
  env: 'for programs: db/host becomes DB_HOST, and there are no types',
}
const formats = fileFormats.map((format) => ({ value: format, label: formatNames[format], hint: hints[format] }))

/** A subtree as a file. Secrets are in it only when somebody who may read them asks for them. */
export function ExportScreen() {
  const [path = '/', setPath] = useUrlParam('path')
  const [format, setFormat] = useUrlParam('format')
  const [secrets, setSecrets] = useState(false)
  const [reason, setReason] = useState('')
  const isViewer = useSession()?.user.role === 'viewer'
  const { go, read, failure } = useExport()
  const chosen = fileFormats.find((one) => one === format) ?? 'json'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read === undefined) void go({ path: plainPath(path), format: chosen, secrets, reason })
  }
  return (
    <Page
      title="Export parameters"
      layout="reading"
      breadcrumbs={[{ label: 'Parameters', href: '/parameters' }]}
      request={{ service: 'ssm', operation: 'GetParametersByPath', input: { Path: plainPath(path), Recursive: true } }}
    >
      <form onSubmit={submit} className="flex flex-col gap-4 rounded-card border border-line bg-surface p-4">
        <TextField
          label="Everything below"
          mono
          value={path}
          onChange={(next) => setPath(next || undefined)}
          spellCheck={false}
          autoComplete="off"
          required
        />
        <RadioGroup label="Format" value={chosen} options={formats} onChange={setFormat} />
        <Checkbox
          label="With the values of SecureStrings, in clear"
          checked={secrets}
          disabled={isViewer}
          onChange={setSecrets}
          help={
            isViewer
              ? 'Your role is viewer: it may not read secrets.'
              : 'Without it they are left out. The audit trail records either.'
          }
        />
        {secrets ? (
          <TextField
            label="Reason"
            value={reason}
            onChange={setReason}
            maxLength={500}
            help="Kept in the audit trail. The file has secrets in clear: keep it accordingly, and delete it after use."
          />
        ) : null}
        {failure ? <ErrorState compact failure={failure} title="Not exported" /> : null}
        <Button
          type="submit"
          size="md"
          variant="primary"
          className="self-start"
          icon={<Download aria-hidden size={16} strokeWidth={1.75} />}
          busy={read !== undefined}
        >
          {read === undefined || read === 0 ? 'Export' : `${read} read`}
        </Button>
      </form>
    </Page>
  )
}

interface Wanted {
  path: string
  format: FileFormat
  secrets: boolean
  reason: string
}

function useExport() {
  const toast = useToast()
  const [read, setRead] = useState<number>()
  const [failure, setFailure] = useState<Failure>()
  const go = async ({ path, format, secrets, reason }: Wanted) => {
    setFailure(undefined)
    setRead(0)
    try {
      const input = { Path: path, ...(secrets ? { WithDecryption: true } : {}), ...(secrets && reason ? { Reason: reason } : {}) }
      const { name, text, left } = await exportFile(await fetchSubtree(input, setRead), { path, format })
      saveFile(name, text, 'text/plain')
      const rest = left === 0 ? undefined : left === 1 ? '1 SecureString was left out.' : `${left} SecureStrings were left out.`
      toast({ tone: 'ok', title: `Exported ${path}`, text: rest })
    } catch (thrown) {
      setFailure(toFailure(thrown))
    } finally {
      setRead(undefined)
    }
  }
  return { go, read, failure }
}
