import { Download, FolderInput, GitCompare, History, Upload } from 'lucide-react'
import type { MenuItem } from '#components/ui/menu'
import { compareHref, exportHref, importHref, moveHref } from '../parameter-words'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** What can be done with all that lies in a path. */
export function toolbarItems(path: string, blocked: string | undefined): MenuItem[] {
  return [
    { id: 'import', label: 'Import', href: importHref(path), icon: <Upload {...icon} />, disabledReason: blocked },
    { id: 'compare', label: 'Compare', href: compareHref(path), icon: <GitCompare {...icon} /> },
    { id: 'export', label: 'Export', href: exportHref(path), icon: <Download {...icon} /> },
    { id: 'move', label: 'Move', href: moveHref(path), icon: <FolderInput {...icon} />, disabledReason: blocked },
    { id: 'changes', label: 'Change sets', href: '/parameters/changes', icon: <History {...icon} /> },
  ]
}
