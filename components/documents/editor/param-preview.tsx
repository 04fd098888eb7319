'use client'
import { useState } from 'react'
import { ParamForm } from '#components/ui/param-form'
import { toValue } from '#lib/vocabulary/document-tree/tree'
import { readDocumentForm } from '#queries/ui/param-specs'
import type { ParamValues } from '#queries/ui/param-rules'
import type { ReadDocument } from './read-document'

/** The form that a run of this document shows. */
export function ParamPreview({ good }: { good: ReadDocument }) {
  const [values, setValues] = useState<ParamValues>({})
  const root = good.parsed?.root
  const { specs } = readDocumentForm(JSON.stringify(root ? toValue(root) : {}))
  return (
    <div className="max-w-[880px] p-3">
      <ParamForm specs={specs} values={values} onChange={setValues} />
    </div>
  )
}
