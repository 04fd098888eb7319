'use client'
import { CircleHelp, Menu as MenuIcon, Search } from 'lucide-react'
import { Link } from '#components/ui/link'
import { useState } from 'react'
import { Dialog } from '#components/ui/dialog'
import { IconButton } from '#components/ui/icon-button'
import { KeyHint } from '#components/ui/key-hint'
import { AccountMenu } from './account-menu'
import { TaskTray } from './exports/task-tray'
import { LiveIndicator } from './live/live-indicator'
import { Logo } from './logo'
import { useSession } from './session'
import { openHelp, openPalette } from './overlays'
import { NavigationList } from './side-nav'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export function TopBar() {
  const name = useSession()?.installation ?? 'Quarterdeck'
  return (
    <header
      tabIndex={-1}
      data-region="top bar"
      className="z-30 flex items-center gap-2 border-b border-line bg-surface px-3 outline-none md:col-span-2 md:px-4"
    >
      <MobileNavigation />
      <Link
        href="/"
        aria-label={`${name}, overview`}
        title={name}
        className="flex min-w-0 items-center gap-2.5 rounded-control py-1 pr-2 text-text md:w-52"
      >
        <Logo />
        <span className="hidden min-w-0 truncate text-form font-semibold tracking-tight sm:inline">{name}</span>
      </Link>
      <button
        type="button"
        onClick={openPalette}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control border border-line bg-canvas px-2.5 text-body text-text-3 hover:border-line-strong md:max-w-md"
      >
        <Search {...icon} className="shrink-0" />
        <span className="flex-1 truncate text-left">Search nodes, commands, pages</span>
        <span className="hidden sm:inline">
          <KeyHint keys="Mod+k" />
        </span>
      </button>
      <div className="ml-auto flex items-center gap-1">
        <LiveIndicator />
        <TaskTray />
        <IconButton
          label="Keys and help"
          keyHint="?"
          size="lg"
          icon={<CircleHelp {...icon} />}
          onClick={openHelp}
          className="max-sm:hidden"
        />
        <AccountMenu />
      </div>
    </header>
  )
}

function MobileNavigation() {
  const [open, setOpen] = useState(false)
  return (
    <span className="md:hidden">
      <IconButton label="Navigation" size="lg" icon={<MenuIcon {...icon} size={20} />} onClick={() => setOpen(true)} />
      <Dialog open={open} onClose={() => setOpen(false)} title="Quarterdeck" width="start">
        <nav aria-label="Main" className="-mx-2">
          <NavigationList wide onGo={() => setOpen(false)} />
        </nav>
      </Dialog>
    </span>
  )
}
