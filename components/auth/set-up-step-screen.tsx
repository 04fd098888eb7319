'use client'
import { lazy, Suspense } from 'react'
import type { LaterStep } from '#queries/shell/set-up/steps'

const parts = {
  installation: lazy(() => import('./installation-step').then((module) => ({ default: module.InstallationStep }))),
  secrets: lazy(() => import('./secrets-step').then((module) => ({ default: module.SecretsStep }))),
  ready: lazy(() => import('./ready-step').then((module) => ({ default: module.ReadyStep }))),
}

export function SetUpStepScreen({ step }: { step: LaterStep }) {
  const Part = parts[step]
  return (
    <Suspense>
      <Part />
    </Suspense>
  )
}
