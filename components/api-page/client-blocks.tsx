'use client'
import { useState } from 'react'
import { Segmented } from '#components/ui/tabs'
import { CodeBlock } from './code-block'
import {
  type ClientSettings,
  cliProfile,
  environment,
  fetchCa,
  firstCall,
  isPlainHttp,
  keyJson,
  pythonClient,
  terraformProvider,
} from '#queries/shell/profile-text'

const blocks = {
  cli: { label: 'CLI profile', text: cliProfile },
  env: { label: 'Environment', text: environment },
  python: { label: 'Python', text: pythonClient },
  terraform: { label: 'Terraform', text: terraformProvider },
  json: { label: 'JSON', text: keyJson },
}
type BlockId = keyof typeof blocks

export interface ClientBlocksProps {
  settings: ClientSettings
  show: readonly BlockId[]
}

/** The same settings for every kind of tool, each ready to paste. */
export function ClientBlocks({ settings, show }: ClientBlocksProps) {
  const [chosen, setChosen] = useState<BlockId>(show[0] ?? 'cli')
  const block = blocks[chosen]
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label="Tool"
          value={chosen}
          onChange={(next) => setChosen(next as BlockId)}
          options={show.map((id) => ({ value: id, label: blocks[id].label }))}
        />
      </div>
      {isPlainHttp(settings.url) || chosen === 'json' ? null : (
        <div className="flex flex-col gap-1.5">
          <p className="text-body text-text-2">First, fetch the certificate authority of this installation:</p>
          <CodeBlock text={fetchCa(settings.url)} label="Copy command" />
        </div>
      )}
      <CodeBlock text={block.text(settings)} label={`Copy ${block.label}`} />
      {chosen === 'cli' ? (
        <div className="flex flex-col gap-1.5">
          <p className="text-body text-text-2">Then try it:</p>
          <CodeBlock text={firstCall()} label="Copy command" />
        </div>
      ) : null}
    </div>
  )
}
