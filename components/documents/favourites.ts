'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { useTopics } from '#components/shell/live/live-provider'
import { useToast } from '#components/shell/toasts'
import { useSession } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import { everyFavourite, favouriteDocuments } from './queries'

const nowhere: readonly string[] = []
const none: ReadonlySet<string> = new Set()

/** Names of the documents that this person keeps at hand, and taking one on or off. */
export function useFavourites() {
  const queries = useQueryClient()
  const toast = useToast()
  const userId = useSession()?.user.id
  useTopics(userId === undefined ? nowhere : [`favourites/${userId}`])
  const { data } = useQuery(favouriteDocuments(everyFavourite))
  const names = useMemo(() => (data ? new Set(data.DocumentIdentifiers.map(({ Name = '' }) => Name)) : none), [data])
  const set = async (Name: string, isFavourite: boolean): Promise<void> => {
    try {
      await quarterdeck(isFavourite ? 'PutFavouriteDocument' : 'DeleteFavouriteDocument', { Name })
    } catch (thrown) {
      toast({ tone: 'bad', title: 'Your favourites were not changed', text: toFailure(thrown).message })
    }
    await queries.invalidateQueries({ queryKey: ['documents', 'ListFavouriteDocuments'] })
  }
  return { names, set, isKnown: data !== undefined }
}
