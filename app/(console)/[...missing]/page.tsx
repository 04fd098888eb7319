import { notFound } from 'next/navigation'

/** Unknown addresses keep the frame around them. */
export default function MissingPage() {
  notFound()
}
