import type { ReactNode } from 'react'
import { Logo } from '#components/shell/logo'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-[12vh]">
      <header className="mb-6 flex items-center gap-3">
        <Logo size={32} />
        <span className="text-title font-semibold tracking-tight">Quarterdeck</span>
      </header>
      <main className="w-full max-w-[26rem]">{children}</main>
    </div>
  )
}
