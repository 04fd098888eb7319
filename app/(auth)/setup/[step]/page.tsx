import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SetUpStepScreen } from '#components/auth/set-up-step-screen'
import { isLaterStep } from '#queries/shell/set-up/steps'

export const metadata: Metadata = { title: 'Set up' }

export default async function SetUpStepPage({ params }: { params: Promise<{ step: string }> }) {
  const { step } = await params
  if (!isLaterStep(step)) notFound()
  return <SetUpStepScreen step={step} />
}
