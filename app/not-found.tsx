import { Logo } from '#components/shell/logo'
import { buttonClass } from '#queries/ui/button-class'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo size={32} />
      <h1 className="text-title font-semibold">There is no such page</h1>
      <p className="max-w-md text-form text-text-2">
        The address may be mistyped, or what it named has been deleted or has expired.
      </p>
      {/* oxlint-disable-next-line next/no-html-link-for-pages -- the code of a Link would come along with every page */}
      <a href="/" className={buttonClass('primary', 'md')}>
        Go to the overview
      </a>
    </main>
  )
}
