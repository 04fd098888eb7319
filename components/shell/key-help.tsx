'use client'
import { Dialog } from '#components/ui/dialog'
import { KeyHint } from '#components/ui/key-hint'
import { useActiveKeys } from '#components/ui/key-provider'
import type { KeyBinding } from '#queries/ui/keys'
import { Switch } from '#components/ui/switch'
import { usePreference } from '#queries/ui/use-preference'

/** Lists what works on this very page: straight from the registry, so it cannot be out of date. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const active = useActiveKeys()
  const [single, setSingle] = usePreference('qd-single-keys', 'on')
  const groups = grouped(active())
  return (
    <Dialog open onClose={onClose} title="Keys that work here" width="lg">
      <div className="columns-1 gap-8 sm:columns-2 lg:columns-3">
        {[...groups].map(([group, bindings]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-meta font-medium text-text-3">{group}</h3>
            <dl>
              {bindings.map((binding) => (
                <div key={binding.key} className="flex items-center justify-between gap-3 py-1 text-body">
                  <dt className="text-text-2">{binding.label}</dt>
                  <dd>
                    <span className="sr-only">{binding.key}</span>
                    <KeyHint keys={binding.key} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-2 border-t border-line pt-3">
        <Switch
          label="Single keys act outside of inputs"
          help="Keys with Ctrl or Cmd always work."
          checked={single === 'on'}
          onChange={(on) => setSingle(on ? 'on' : 'off')}
        />
      </div>
    </Dialog>
  )
}

function grouped(bindings: readonly KeyBinding[]): Map<string, KeyBinding[]> {
  const groups = new Map<string, KeyBinding[]>()
  for (const binding of bindings) {
    const name = binding.group ?? 'Page'
    groups.set(name, [...(groups.get(name) ?? []), binding])
  }
  return groups
}
