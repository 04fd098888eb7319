'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Skeleton } from '#components/ui/skeleton'
import { numberText } from '#queries/ui/number-text'
import { toFailure } from '#queries/ui/failure'
import type { ParameterPath } from '../own-operations'
import { lastPart, parentOf, pathsTo } from '../parameter-words'
import { pathPages } from '../queries'

export interface PathTreeProps {
  path: string
  onPath: (path: string) => void
}

interface Tree extends PathTreeProps {
  isOpen: (path: string) => boolean
  toggle: (path: string) => void
  /** The one that Tab stops at. */
  stop: string
}

/** Paths with how many parameters they hold; each is read when it is opened. Arrows walk, Left and Right fold, Enter opens the list. */
export function PathTree({ path, onPath }: PathTreeProps) {
  const root = useRef<HTMLDivElement>(null)
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [focused, setFocused] = useState('/')
  const open = pathsTo(path)
  const isOpen = (one: string) => folds.get(one) ?? open.includes(one)
  const toggle = (one: string) => setFolds(new Map(folds).set(one, !isOpen(one)))
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])]
  const itemOf = (one: string) => items().find((item) => item.dataset.path === one)
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    // Whoever comes from outside begins where the list is.
    const isEntering = !root.current?.contains(event.relatedTarget)
    const here = isEntering && event.target === itemOf(focused) && focused === '/' ? itemOf(path) : undefined
    if (here && here !== event.target) return here.focus()
    const at = event.target.closest<HTMLElement>('[role="treeitem"]')?.dataset.path
    if (at !== undefined) setFocused(at)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const item = event.target instanceof HTMLElement && event.target.role === 'treeitem' ? event.target : undefined
    const at = item?.dataset.path
    if (!item || at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const all = items()
    const go = (to: HTMLElement | undefined) => to?.focus()
    const step = (by: number) => go(all[all.indexOf(item) + by])
    const folded = item.ariaExpanded
    const acts: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => go(all[0]),
      End: () => go(all.at(-1)),
      ArrowRight: () => (folded === 'false' ? toggle(at) : folded === 'true' ? step(1) : undefined),
      ArrowLeft: () => (folded === 'true' ? toggle(at) : at === '/' ? undefined : go(itemOf(parentOf(at)))),
      Enter: () => item.click(),
      ' ': () => item.click(),
    }
    const run = acts[event.key]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  return (
    <div
      ref={root}
      role="tree"
      aria-label="Paths"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      className="min-h-0 flex-1 overflow-y-auto text-body outline-none"
    >
      <Item
        one={{ Path: '/', Count: 0, IsMore: false, HasPaths: true }}
        level={1}
        tree={{ path, onPath, isOpen, toggle, stop: focused }}
      />
    </div>
  )
}

function Branch({ parent, level, tree }: { parent: string; level: number; tree: Tree }) {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(pathPages(parent))
  const indent = { paddingInlineStart: `${level * 0.875 + 0.75}rem` }
  if (error && !data)
    return (
      <Action level={level} tree={tree} id={`retry:${parent}`} onPress={() => void refetch()}>
        <span className="text-bad">{toFailure(error).message}</span> Retry
      </Action>
    )
  if (isPending)
    return (
      <div aria-hidden style={indent} className="py-2 pr-3">
        <Skeleton />
      </div>
    )
  return (
    <>
      {data.pages
        .flatMap(({ Paths }) => Paths)
        .map((one) => (
          <Item key={one.Path} one={one} level={level} tree={tree} />
        ))}
      {hasNextPage ? (
        <Action level={level} tree={tree} id={`more:${parent}`} onPress={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading' : 'More paths'}
        </Action>
      ) : null}
    </>
  )
}

interface ActionProps {
  level: number
  tree: Tree
  id: string
  onPress: () => void
  children: ReactNode
}

/** A tree holds items alone: what else can be pressed in it is one too. */
function Action({ level, tree, id, onPress, children }: ActionProps) {
  return (
    <div
      role="treeitem"
      data-path={id}
      aria-level={level}
      aria-selected={false}
      tabIndex={tree.stop === id ? 0 : -1}
      onClick={onPress}
      onKeyDown={undefined}
      style={{ paddingInlineStart: `${(level - 1) * 0.875 + 1.75}rem` }}
      className="flex min-h-7 cursor-default items-center gap-1 rounded-control pr-2 text-meta text-accent hover:underline focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}

function Item({ one, level, tree }: { one: ParameterPath; level: number; tree: Tree }) {
  const { Path: path, Count, IsMore, HasPaths } = one
  const isRoot = path === '/'
  const isOpen = HasPaths && tree.isOpen(path)
  const count = isRoot ? '' : `${numberText(Count)}${IsMore ? '+' : ''}`
  return (
    <>
      <div
        role="treeitem"
        data-path={path}
        aria-level={level}
        aria-selected={path === tree.path}
        aria-expanded={HasPaths ? isOpen : undefined}
        aria-label={isRoot ? 'All parameters' : `${lastPart(path)}, ${count} ${count === '1' ? 'parameter' : 'parameters'}`}
        tabIndex={tree.stop === path ? 0 : -1}
        onClick={() => tree.onPath(path)}
        onKeyDown={undefined}
        style={{ paddingInlineStart: `${(level - 1) * 0.875}rem` }}
        className={clsx(
          'flex min-h-7 cursor-default items-center gap-1 rounded-control pr-2 focus-visible:-outline-offset-2',
          path === tree.path ? 'bg-selected font-medium' : 'hover:bg-raised',
        )}
      >
        <span
          aria-hidden
          className={clsx('flex size-6 shrink-0 items-center justify-center text-text-3', !HasPaths && 'invisible')}
          onClick={(event) => {
            event.stopPropagation()
            if (HasPaths) tree.toggle(path)
          }}
        >
          <ChevronRight size={14} strokeWidth={1.75} className={isOpen ? 'rotate-90' : undefined} />
        </span>
        <span className="min-w-0 flex-1 truncate" title={path}>
          {isRoot ? 'All parameters' : lastPart(path)}
        </span>
        <span className="tabular shrink-0 text-meta text-text-3">{count}</span>
      </div>
      {isOpen ? <Branch parent={path} level={level + 1} tree={tree} /> : null}
    </>
  )
}
