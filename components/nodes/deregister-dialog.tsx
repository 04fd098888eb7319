'use client'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { awsCli } from '#queries/shell/copy-as'
import { FailedNodes } from './failed-nodes'
import { type ManagedNode, nodeName } from './managed-node'
import { deregister } from './node-changes'
import { NodeSample } from './node-sample'
import { RecountNotice } from './recount-notice'
import { useNodeAction } from './use-node-action'
import { type LookUp, useRecount } from './use-recount'

export interface DeregisterDialogProps {
  nodes: readonly ManagedNode[]
  lookUp?: LookUp
  onClose: () => void
  onDone?: (() => void) | undefined
}

const loopedIds = 20

/** The one action on nodes that cannot be taken back. */
export function DeregisterDialog({ nodes: given, lookUp, onClose, onDone }: DeregisterDialogProps) {
  const recount = useRecount(given, lookUp)
  const { nodes } = recount
  const toast = useToast()
  const endpoint = useEndpoint()
  const action = useNodeAction((node: { NodeId: string }) => deregister(node.NodeId))
  const ids = nodes.map((node) => node.NodeId)
  const [first] = nodes
  const name = nodes.length === 1 && first ? nodeName(first) : `${nodes.length} nodes`
  const go = async () => {
    const agreed = action.failures.length > 0 ? nodes : await recount.agreed()
    if (!agreed || !(await action.run(agreed))) return
    toast({ tone: 'ok', title: `Deregistered ${name}` })
    onDone?.()
    onClose()
  }
  const one = (id: string) =>
    awsCli({ service: 'ssm', operation: 'DeregisterManagedInstance', input: { InstanceId: id } }, endpoint)
  const command = ids.length === 1 ? one(ids[0] ?? '') : ids.length <= loopedIds ? ids.map(one).join('\n') : undefined
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      onConfirm={() => void go()}
      title={`Deregister ${name}?`}
      blast={{ tier: 'T3', name }}
      irreversible="The server refuses these machines from now on. To come back, each must register again with an activation, and gets a new id."
      command={command}
      confirmLabel={action.busy ? `${action.done} of ${action.total}` : 'Deregister'}
      busy={action.busy || recount.busy}
      error={<FailedNodes failures={action.failures} total={action.total} />}
    >
      <RecountNotice {...recount} />
      <NodeSample nodes={nodes} />
      <p className="text-text-2">Commands that are queued for them will not be delivered. Results of past commands stay.</p>
    </ConfirmDialog>
  )
}
