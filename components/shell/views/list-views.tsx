'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { useTopics } from '#components/shell/live/live-provider'
import { useToast } from '#components/shell/toasts'
import { type OwnView, type SavedView, SavedViews, type ViewDraft, type ViewKeeper } from '#components/ui/saved-views'
import { toFailure } from '#queries/ui/failure'
import { useUrlParams } from '#queries/ui/use-url-state'
import { viewChange } from '#queries/ui/view-search'
import type { ConsoleOutput } from '#queries/shell/own-operations'
import { useMayChange, useSession } from '#queries/shell/session'
import { savedViews } from './queries'

export interface ListViewsProps {
  /** Name of the list on the server: "nodes". */
  list: string
  shipped: readonly SavedView[]
}

const topics = ['console']

/** Views of a list: those that come with it, and those that people saved on the server. */
export function ListViews({ list, shipped }: ListViewsProps) {
  useTopics(topics)
  const keeper = useKeeper(list)
  useDefaultView(keeper, shipped)
  return <SavedViews shipped={shipped} keeper={keeper} />
}

type View = ConsoleOutput<'ListSavedViews'>['Views'][number]

function useKeeper(list: string): ViewKeeper | undefined {
  const queries = useQueryClient()
  const toast = useToast()
  const role = useSession()?.user.role
  const sharingBlocked = useMayChange()
  const { data } = useQuery(savedViews(list))
  if (!data) return undefined
  const refetch = () => queries.invalidateQueries({ queryKey: ['console', 'ListSavedViews'] })
  const failed = (title: string) => (thrown: unknown) => toast({ tone: 'bad', title, text: toFailure(thrown).message })
  const put = async ({ id, label, search, shared }: ViewDraft) => {
    const input = { List: list, Name: label, Search: search, Shared: shared, ...(id ? { ViewId: id } : {}) }
    const { View } = await quarterdeck<{ View: View }>('PutSavedView', input)
    await refetch()
    return { id: View.ViewId }
  }
  const setDefault = async (id: string | undefined) => {
    await quarterdeck('SetDefaultView', { List: list, ...(id ? { ViewId: id } : {}) })
    await refetch()
  }
  return {
    own: data.Views.map((view) => ownView(view, role)),
    defaultId: data.DefaultViewId,
    sharingBlocked,
    save: put,
    remove: (view) =>
      void quarterdeck('DeleteSavedView', { ViewId: view.id })
        .then(refetch)
        .then(() => {
          const undo = () => void put({ ...view, id: undefined }).catch(failed('The view did not come back'))
          toast({ tone: 'ok', title: `Deleted the view "${view.label}"`, undo })
        }, failed('The view was not deleted')),
    setDefault: (id) => void setDefault(id).catch(failed('The choice was not kept')),
  }
}

function ownView(view: View, role: string | undefined): OwnView {
  const mayChange = view.Mine || role === 'owner'
  return {
    id: view.ViewId,
    label: view.Name,
    search: view.Search,
    shared: view.Shared,
    by: view.Mine ? undefined : view.Owner,
    blocked: mayChange ? undefined : `It is of ${view.Owner}: save it under a name of your own.`,
  }
}

/** A list opened by its plain address shows the person's own default, once. */
function useDefaultView(keeper: ViewKeeper | undefined, shipped: readonly SavedView[]): void {
  const { params, set } = useUrlParams()
  const isDecided = useRef(false)
  useEffect(() => {
    if (isDecided.current || !keeper) return
    isDecided.current = true
    const wanted = [...shipped, ...keeper.own].find(({ id }) => id === keeper.defaultId)
    if (wanted && params.size === 0) set(viewChange(wanted))
  })
}
